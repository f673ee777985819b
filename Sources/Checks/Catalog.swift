/// Every check there is.
package enum Catalog {
    package static let all: [Check] =
        inventoryChecks + sourceChecks + remoteChecks + gatewayChecks + patchChecks + serviceChecks
        + accountChecks + logChecks
}
