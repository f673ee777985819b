// swift-tools-version: 6.2
import PackageDescription

// The map of tenken: targets in the order data flows. What a room may import is written
// here and nowhere else; `.ci/check-rooms` holds the import lines against this list.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let csv: Target.Dependency = .product(name: "SwiftCSV", package: "SwiftCSV")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A room: pure Swift between nouns.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// An edge: the only Swift that touches the machine.
func edge(_ name: String, imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strict + [.strictMemorySafety()])
}

/// The tests of one room.
func tests(_ name: String, imports: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: imports, swiftSettings: strict)
}

let package = Package(
    name: "tenken",
    products: [
        .executable(name: "tenken", targets: ["tenken"]),
        // What Tests/Fuzz/fuzz.sh links with the fuzzer.
        .library(name: "Fuzz", type: .static, targets: ["Fuzz"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    ],
    targets: [
        // C only: module map and shim header.
        .target(name: "CLinux"),
        .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

        // Values: no C, no Foundation, no input or output.
        room("Addresses"),
        room("Wire", imports: ["Addresses"]),
        room("Model", imports: ["Addresses"]),

        // Opens the first packets of QUIC, which needs ciphers.
        room("QUIC", imports: ["Wire", crypto, cryptoExtras]),

        // Edges: the only Swift that touches the machine.
        edge("Platform", imports: ["CLinux", "CLZ4", "CSQLite", "Addresses", "Wire"]),
        edge("Capture", imports: ["CPcap", "CLinux", "Addresses", "Wire"]),
        edge("TLSClient", imports: ["COpenSSL", "Addresses", "Wire"]),
        edge("Archives", imports: ["CZip"]),

        // Rooms: pure functions between nouns.
        room("Probing", imports: ["Addresses", "Wire", "QUIC", "Model"]),
        room("HostFacts", imports: ["Addresses", "Wire", "Model"]),
        room("Assets", imports: ["Addresses", "Model"]),
        room("Checks", imports: ["Addresses", "Model"]),
        room("Policy", imports: ["Addresses", "Model", yams, csv]),
        room("Evidence", imports: ["Addresses", "Model", crypto]),
        room("Reports", imports: ["Addresses", "Model"]),

        // The tool.
        room("Survey", imports: ["Addresses", "Wire", "Model", "Probing", "HostFacts", "Assets", "Checks"]),
        edge("Demo", imports: ["Platform", "CLinux", "Addresses", "Wire"]),
        edge(
            "TenkenCLI",
            imports: [
                "Survey", "Addresses", "Wire", "Model", "Probing", "HostFacts", "Checks", "Policy", "Reports",
                "Evidence", "Platform", "Capture", "TLSClient", "Archives", "Demo", arguments,
            ]),
        .executableTarget(name: "tenken", dependencies: ["TenkenCLI"], swiftSettings: strict),
        .target(
            name: "Fuzz", dependencies: ["Survey", "Probing", "Model", "Wire", "Addresses"],
            path: "Tests/Fuzz",
            exclude: ["fuzz.sh"], swiftSettings: strict),

        tests("Addresses", imports: ["Addresses"]),
        tests("Wire", imports: ["Wire", "Addresses"]),
        tests("QUIC", imports: ["QUIC", "Wire"]),
        tests("Model", imports: ["Model", "Addresses"]),
        tests("Archives", imports: ["Archives"]),
        tests(
            "Platform",
            imports: ["Platform", "Capture", "TLSClient", "COpenSSL", "CSQLite", "Addresses", "Wire"]),
        tests("Probing", imports: ["Probing", "QUIC", "Wire", "Model", "Addresses"]),
        tests("HostFacts", imports: ["HostFacts", "Wire", "Model", "Addresses"]),
        tests("Assets", imports: ["Assets", "Model", "Addresses"]),
        tests("Checks", imports: ["Checks", "Policy", "Model", "Addresses"]),
        tests("Policy", imports: ["Policy", "Checks", "Model", "Addresses"]),
        tests("Evidence", imports: ["Evidence", "Model", "Addresses"]),
        tests("Reports", imports: ["Reports", "Model", "Addresses"]),
        tests("Survey", imports: ["Survey", "Probing", "Policy", "Capture", "Wire", "Model", "Addresses"]),
        tests(
            "Scenario", imports: ["TenkenCLI", "Policy", "Probing", "QUIC", "Wire", "Model", "Addresses"]),
    ]
)
