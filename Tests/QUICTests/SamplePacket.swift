import QUIC
import Wire

/// The ClientHello of RFC 9001, A.2 and RFC 9369, A.2 in its CRYPTO frame: the server's name is example.com.
let sampleFrame = octets(
    """
    060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868
    04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578
    616d706c652e636f6dff01000100000a00080006001d00170018001000070005
    04616c706e000500050100000000003300260024001d00209370b2c9caa47fba
    baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400
    0d0010000e0403050306030203080408050806002d00020101001c0002400100
    3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000
    75300901100f088394c8f03e51570806048000ffff
    """)

/// The packets of the two RFCs; what lies between beginning and tag is sealed by the tag.
let sampleBeginning: [QUICVersion: String] = [
    .one: "c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11d242b123dc9bd8bab936",
    .two: "d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485dd04de806071bf03dcee",
]
let sampleTag: [QUICVersion: String] = [
    .one: "e221af44860018ab0856972e194cd934", .two: "a18b2faa745b6fe189cf772a9f84cbfc",
]

func samplePacket(_ version: QUICVersion, frames: [UInt8] = sampleFrame) -> InitialPacket {
    let padding = [UInt8](repeating: 0, count: max(0, 1162 - frames.count))
    return InitialPacket(
        version: version, destination: octets("8394c8f03e515708"), source: [], number: 2,
        payload: frames + padding)
}

func octets(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

func sealed(_ packet: InitialPacket) throws -> [UInt8] {
    var writer = ByteWriter()
    try packet.write(to: &writer)
    return writer.octets
}
