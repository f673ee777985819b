import HostFacts
import Platform

extension HostReading {
    /// Disks and what they are made of, as the kernel shows them below /sys/class/block.
    static func blockDevices() -> Reading<[HostSnapshot.BlockDevice]> {
        reading { () throws(FileError) in
            let folder = "/sys/class/block"
            return try HostFiles.names(in: folder).map { name in
                // Absence is the answer: only devices of the mapper have such names, only built ones parts.
                let line = { (file: String) in
                    (try? HostFiles.text("\(folder)/\(name)/dm/\(file)", limit: 4096))
                        .map { String($0.prefix { $0 != "\n" }) }
                }
                return HostSnapshot.BlockDevice(
                    name: name, mapperName: line("name"), mapperUUID: line("uuid"),
                    parts: (try? HostFiles.names(in: "\(folder)/\(name)/slaves")) ?? [])
            }
        }
    }

    /// Whether the kernel's clock is kept in step.
    static func clockIsSynchronised() -> Reading<Bool> {
        reading { () throws(SystemError) in try KernelClock.isSynchronised() }
    }
}
