/// Every check there is.
package enum Catalog {
    package static let all: [Check] =
        inventoryChecks + sourceChecks + admissionChecks + wirelessChecks + remoteChecks + gatewayChecks
        + patchChecks + serviceChecks + acceptanceChecks + accountChecks + [sharedAccountHint] + logChecks
        + remoteLoginChecks
        + clockChecks + hostStateChecks + malwareChecks + hostSettingChecks + hostAccessChecks
        + backupChecks

    static let ids = Set(all.map(\.id))
}
