/// A control packet of OpenVPN over UDP without tls-auth (OpenVPN wire protocol, "reliability layer").
///
///     opcode (5) key id (3) | session id (64) | acks (8) | acked ids (32 each) | their session id (64) | packet id (32)
///
/// The session id of the other side is there only when something is acknowledged.
package struct OpenVPNPacket: Equatable, Sendable {
    package enum Opcode: Equatable, Sendable {
        case hardResetClient2, hardResetServer2
        case other(UInt8)
    }

    package var opcode: Opcode
    package var keyID: UInt8
    package var session: UInt64
    package var acknowledged: [UInt32]
    /// The session id of the side that is acknowledged.
    package var remoteSession: UInt64?
    package var packetID: UInt32

    package init(
        _ opcode: Opcode, keyID: UInt8 = 0, session: UInt64, acknowledged: [UInt32] = [],
        remoteSession: UInt64? = nil, packetID: UInt32 = 0
    ) {
        self.opcode = opcode
        self.keyID = keyID
        self.session = session
        self.acknowledged = acknowledged
        self.remoteSession = remoteSession
        self.packetID = packetID
    }

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let first = try reader.uint8()
        switch first >> 3 {
        case 7: opcode = .hardResetClient2
        case 8: opcode = .hardResetServer2
        case let code: opcode = .other(code)
        }
        keyID = first & 7
        session = try reader.uint64()
        let count = try reader.uint8()
        // More than eight are never acknowledged at once.
        guard count <= 8 else { throw .malformed("OpenVPN acknowledgments") }
        acknowledged = []
        for _ in 0..<count { acknowledged.append(try reader.uint32()) }
        remoteSession = count > 0 ? try reader.uint64() : nil
        packetID = try reader.uint32()
    }

    package func write(to writer: inout ByteWriter) {
        let code: UInt8 =
            switch opcode {
            case .hardResetClient2: 7
            case .hardResetServer2: 8
            case .other(let code): code & 31
            }
        writer.uint8(code << 3 | keyID & 7)
        writer.uint64(session)
        writer.uint8(UInt8(truncatingIfNeeded: acknowledged.count))
        for id in acknowledged { writer.uint32(id) }
        if !acknowledged.isEmpty { writer.uint64(remoteSession ?? 0) }
        writer.uint32(packetID)
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}
