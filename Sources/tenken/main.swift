import TenkenCLI

// Privilege is limited before anything else happens; everything that follows is synchronous until it is gone.
startTenken()
