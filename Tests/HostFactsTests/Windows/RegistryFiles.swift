import Addresses
import Foundation
import Model
import Testing

@testable import HostFacts

/// Tests that compose what a collector saved of a registry.
protocol RegistryFiles {}

extension RegistryFiles {
    var services: String { "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services" }

    func snapshot(_ files: [String: String]) throws -> WindowsSnapshot {
        var snapshot = WindowsSnapshot()
        for (name, text) in files {
            guard name.hasSuffix(".reg") else {
                snapshot.texts[name] = .found(text)
                continue
            }
            let header = "Windows Registry Editor Version 5.00\n\n"
            snapshot.registries[name] = .found(
                try #require(RegistryExport(Array((header + text + "\n").utf8))))
        }
        return snapshot
    }

    func facts(_ files: [String: String]) throws -> [Fact] {
        inspect(try snapshot(files), as: "pc", at: Timestamp(microseconds: 0)).map(\.fact)
    }

    func setting(_ key: HostSetting.Key, of name: String? = nil, _ files: [String: String]) throws
        -> String?
    {
        try facts(files).compactMap { fact -> HostSetting? in
            if case .setting(let setting) = fact { setting } else { nil }
        }
        .first { $0.key == key && (name == nil || $0.of == name) }?.value
    }
}
