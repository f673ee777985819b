import FoundationEssentials
import Probing
import Testing
import Wire

/// Every listener over captures from elsewhere, many of them malformed on purpose.
struct ReplayTests {
    /// A folder of captures beside the package, where there is one.
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/captures").standardizedFileURL

    private static var captures: [URL] {
        guard let walk = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) else { return [] }
        return walk.sorted().map { folder.appendingPathComponent($0) }
    }

    @Test(
        .enabled(if: !captures.isEmpty, "no captures beside the package"),
        .timeLimit(.minutes(5)))
    func `no capture stops a listener or makes it talk without end`() throws {
        var frames = 0
        for file in Self.captures {
            guard let octets = try? Data(contentsOf: file), let capture = Capture([UInt8](octets)) else {
                continue
            }
            for frame in capture.frames {
                frames += 1
                let packet = Packet(dissecting: frame, linkType: capture.linkType)
                for listener in Catalog.listeners {
                    let sightings = listener.hear(packet)
                    #expect(
                        sightings.count <= frame.count,
                        "\(listener.id) on \(file.lastPathComponent)")
                }
            }
        }
        #expect(frames > 1000)
    }
}

/// A capture file in the classic format of libpcap, read as far as it is whole.
private struct Capture {
    var linkType: LinkType
    var frames: [[UInt8]] = []

    /// Nil for any other format.
    init?(_ octets: [UInt8]) {
        var reader = ByteReader(octets)
        guard let magic = try? reader.uint32() else { return nil }
        let isLittleEndian: Bool
        switch magic {
        case 0xa1b2_c3d4, 0xa1b2_3c4d: isLittleEndian = false
        case 0xd4c3_b2a1, 0x4d3c_b2a1: isLittleEndian = true
        default: return nil
        }
        let number = { (reader: inout ByteReader) throws(WireError) -> UInt32 in
            isLittleEndian ? try reader.uint32LE() : try reader.uint32()
        }
        guard (try? reader.skip(16)) != nil, let link = try? number(&reader) else { return nil }
        linkType = LinkType(Int(link & 0xffff))
        while (try? reader.skip(8)) != nil, let length = try? number(&reader),
            (try? reader.skip(4)) != nil, let frame = try? reader.take(Int(length))
        {
            frames.append(Array(frame))
        }
    }
}
