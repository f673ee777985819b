/// An SMB2 NEGOTIATE request that offers every dialect (MS-SMB2 2.2.3).
package struct SMB2NegotiateRequest: Equatable, Sendable {
    /// 16 octets; a server only compares it with those of other connections.
    package var client: [UInt8]
    /// 32 octets for the pre-authentication hash, which only counts once someone logs in.
    package var salt: [UInt8]

    package init(client: [UInt8], salt: [UInt8]) {
        precondition(client.count == 16 && salt.count == 32)
        self.client = client
        self.salt = salt
    }

    package var message: SMB2Message {
        let dialects = SMB2Dialect.allCases
        var writer = ByteWriter()
        writer.uint16LE(36)
        writer.uint16LE(UInt16(dialects.count))
        // Signing enabled, no capability, this client.
        writer.uint16LE(1)
        writer.zeros(6)
        writer.bytes(client)
        let padding = -(SMB2Message.headerLength + 36 + 2 * dialects.count) & 7
        writer.uint32LE(UInt32(SMB2Message.headerLength + 36 + 2 * dialects.count + padding))
        writer.uint16LE(2)
        writer.zeros(2)
        for dialect in dialects { writer.uint16LE(dialect.rawValue) }
        writer.zeros(padding)
        writeContexts(to: &writer)
        return SMB2Message(.negotiate, messageID: 0, body: writer.octets)
    }

    /// What 3.1.1 demands (2.2.3.1): SHA-512, and the ciphers AES-128-GCM and AES-128-CCM.
    private func writeContexts(to writer: inout ByteWriter) {
        writer.uint16LE(1)
        writer.uint16LE(UInt16(6 + salt.count))
        writer.zeros(4)
        writer.uint16LE(1)
        writer.uint16LE(UInt16(salt.count))
        writer.uint16LE(1)
        writer.bytes(salt)
        writer.zeros(-(8 + 6 + salt.count) & 7)
        writer.uint16LE(2)
        writer.uint16LE(6)
        writer.zeros(4)
        writer.uint16LE(2)
        writer.uint16LE(2)
        writer.uint16LE(1)
    }
}

/// A server's answer to it (MS-SMB2 2.2.4).
package struct SMB2NegotiateResponse: Equatable, Sendable {
    /// The dialect's number; ``SMB2Dialect`` names the known ones.
    package var dialect: UInt16
    package var isSigningEnabled: Bool
    package var isSigningRequired: Bool
    /// 16 octets that stay the same for one server.
    package var server: [UInt8]
    package var time: WindowsTime
    /// Zero from servers that do not tell.
    package var startTime: WindowsTime

    package init(parsing message: SMB2Message) throws(WireError) {
        guard message.command == SMB2Message.Command.negotiate.rawValue, message.isResponse else {
            throw .malformed("not the answer to a negotiation")
        }
        guard message.status == SMB2Message.success else {
            throw .unsupported(field: "status", value: UInt64(message.status))
        }
        var reader = ByteReader(message.body)
        let size = try reader.uint16LE()
        guard size == 65 else { throw .unsupported(field: "size", value: UInt64(size)) }
        let mode = try reader.uint16LE()
        isSigningEnabled = mode & 1 != 0
        isSigningRequired = mode & 2 != 0
        dialect = try reader.uint16LE()
        try reader.skip(2)
        server = Array(try reader.take(16))
        try reader.skip(16)
        time = WindowsTime(try reader.uint64LE())
        startTime = WindowsTime(try reader.uint64LE())
    }
}

/// An SMB2 SESSION_SETUP request with the first token of an authentication (MS-SMB2 2.2.5).
package struct SMB2SessionSetupRequest: Equatable, Sendable {
    package var token: [UInt8]

    package init(token: [UInt8]) {
        self.token = token
    }

    package var message: SMB2Message {
        var writer = ByteWriter()
        writer.uint16LE(25)
        // No binding; signing enabled; no capability; no channel.
        writer.bytes([0, 1])
        writer.zeros(8)
        writer.uint16LE(UInt16(SMB2Message.headerLength + 24))
        writer.uint16LE(UInt16(truncatingIfNeeded: token.count))
        writer.zeros(8)
        writer.bytes(token)
        return SMB2Message(.sessionSetup, messageID: 1, body: writer.octets)
    }
}

/// The server's challenge inside a SESSION_SETUP answer (MS-SMB2 2.2.6).
package struct SMB2SessionSetupResponse: Equatable, Sendable {
    package var token: [UInt8]

    /// Throws `unsupported` with the status when the server did not go on to a challenge.
    package init(parsing message: SMB2Message) throws(WireError) {
        guard message.command == SMB2Message.Command.sessionSetup.rawValue, message.isResponse else {
            throw .malformed("not the answer to a session set-up")
        }
        guard message.status == SMB2Message.moreProcessingRequired else {
            throw .unsupported(field: "status", value: UInt64(message.status))
        }
        var reader = ByteReader(message.body)
        let size = try reader.uint16LE()
        guard size == 9 else { throw .unsupported(field: "size", value: UInt64(size)) }
        try reader.skip(2)
        let offset = Int(try reader.uint16LE())
        let length = Int(try reader.uint16LE())
        token = Array(try message.buffer(offset: offset, length: length))
    }
}
