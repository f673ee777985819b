// The room's first file makes this one unnecessary.
