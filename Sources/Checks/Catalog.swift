package import Model

/// Every check, the gravest family first.
package enum Catalog {
    package static var all: [Check] { inventoryChecks }
}

/// The findings of every check: in the catalogue's order, then in the situation's order of devices.
package func judge(_ situation: Situation) -> [Finding] {
    Catalog.all.flatMap { $0.findings(in: situation) }
}
