import COpenSSL
package import Wire

/// One TLS connection as a client, over octets that the caller carries.
///
/// It looks and does not trust: no certificate is verified, and every version and cipher suite that the library still
/// has is offered, so that old devices show what they are. Never use it to send a secret.
@safe package final class TLSSession {
    private let context: OpaquePointer
    private let session: OpaquePointer
    /// What arrived, for the library to read; owned by `session`.
    private let incoming: OpaquePointer
    /// What the library wrote, to be sent; owned by `session`.
    private let outgoing: OpaquePointer
    private var isEstablished = false

    /// The library could not be set up: out of memory, or a server name that cannot be sent.
    package struct SetupFailure: Error, Equatable {
        package var reason: String
    }

    /// What one step led to.
    package struct Progress: Equatable, Sendable {
        /// To be sent to the server, even when the session has ended.
        package var toSend: [UInt8] = []
        /// What the server showed; once, when the handshake is complete.
        package var greeting: TLSGreeting?
        /// Plain text that arrived.
        package var plain: [UInt8] = []
        package var end: End?
    }

    package enum End: Equatable, Sendable {
        /// The server said goodbye.
        case byPeer
        /// The library's own words: `tlsv1 alert protocol version`.
        case failed(String)
    }

    package init(_ offer: TLSOffer) throws(SetupFailure) {
        // SAFETY: every pointer is checked before it is used, and each is freed on the way out of a failure.
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { throw Self.setupFailure() }
        guard unsafe Self.configure(context, offer), let session = unsafe SSL_new(context) else {
            unsafe SSL_CTX_free(context)
            throw Self.setupFailure()
        }
        guard let incoming = unsafe BIO_new(BIO_s_mem()), let outgoing = unsafe BIO_new(BIO_s_mem()) else {
            unsafe SSL_free(session)
            unsafe SSL_CTX_free(context)
            throw Self.setupFailure()
        }
        unsafe SSL_set_bio(session, incoming, outgoing)
        unsafe SSL_set_connect_state(session)
        unsafe self.context = unsafe context
        unsafe self.session = unsafe session
        unsafe self.incoming = unsafe incoming
        unsafe self.outgoing = unsafe outgoing
        if let name = offer.serverName, unsafe tenken_set_server_name(session, name) != 1 {
            throw Self.setupFailure()
        }
    }

    deinit {
        // SAFETY: both are owned and freed once; the session frees its two buffers.
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    private static func configure(_ context: OpaquePointer, _ offer: TLSOffer) -> Bool {
        // SAFETY: the caller passes a context that is valid.
        unsafe SSL_CTX_set_security_level(context, 0)
        unsafe SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
        unsafe tenken_set_options(context)
        let versions = offer.versions
        // Anonymous suites last: they show no certificate.
        let lowest = Int32(versions.lowerBound.rawValue)
        let highest = Int32(versions.upperBound.rawValue)
        let suites = unsafe SSL_CTX_set_cipher_list(context, "ALL:+aNULL:@SECLEVEL=0") == 1
        return unsafe tenken_set_versions(context, lowest, highest) == 1 && suites
    }

    /// Begins the handshake.
    package func start() -> Progress { receive([]) }

    /// Goes on with octets that arrived from the server.
    package func receive(_ octets: [UInt8]) -> Progress {
        var progress = Progress()
        if !octets.isEmpty {
            // SAFETY: the library copies the octets.
            let count = unsafe BIO_write(incoming, octets, Int32(octets.count))
            guard count == Int32(octets.count) else {
                progress.end = .failed("out of memory")
                return progress
            }
        }
        if !isEstablished { shakeHands(&progress) }
        if isEstablished && progress.end == nil { readPlain(&progress) }
        progress.toSend = takeOutgoing()
        return progress
    }

    /// Turns plain text into what is to be sent; nothing before the handshake is complete.
    package func encrypt(_ plain: [UInt8]) -> Progress {
        var progress = Progress()
        guard isEstablished, !plain.isEmpty else { return progress }
        ERR_clear_error()
        // SAFETY: the pointer and the count describe the same array; a memory buffer takes everything.
        let result = unsafe SSL_write(session, plain, Int32(plain.count))
        if result <= 0 { progress.end = end(after: result) ?? .failed("the connection cannot be written to") }
        progress.toSend = takeOutgoing()
        return progress
    }

    /// The goodbye to send before closing.
    package func close() -> [UInt8] {
        guard isEstablished else { return [] }
        // SAFETY: the session is open; only the octets to send matter.
        _ = unsafe SSL_shutdown(session)
        return takeOutgoing()
    }

    private func shakeHands(_ progress: inout Progress) {
        ERR_clear_error()
        // SAFETY: the session is open.
        let result = unsafe SSL_do_handshake(session)
        guard result == 1 else {
            progress.end = end(after: result)
            return
        }
        isEstablished = true
        guard let greeting = greeting() else {
            progress.end = .failed("unknown version")
            return
        }
        progress.greeting = greeting
    }

    private func readPlain(_ progress: inout Progress) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            ERR_clear_error()
            // SAFETY: the pointer and the count describe the same array.
            let count = unsafe SSL_read(session, &buffer, 16_384)
            guard count > 0 else {
                progress.end = end(after: count)
                return
            }
            progress.plain += buffer.prefix(Int(count))
        }
    }

    /// What a result that is no success means; nil when the library only waits for more.
    private func end(after result: Int32) -> End? {
        // SAFETY: the session is open, and this follows the call that gave the result.
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: nil
        case SSL_ERROR_ZERO_RETURN: .byPeer
        default: .failed(Self.reason())
        }
    }

    private func takeOutgoing() -> [UInt8] {
        // SAFETY: the buffer belongs to the open session, and exactly what waits is read.
        let count = unsafe tenken_bio_pending(outgoing)
        guard count > 0 else { return [] }
        var octets = [UInt8](repeating: 0, count: Int(count))
        let read = unsafe BIO_read(outgoing, &octets, count)
        return Array(octets.prefix(Int(max(read, 0))))
    }

    private func greeting() -> TLSGreeting? {
        // SAFETY: the session is open; the cipher and its name are static data of the library.
        let number = unsafe SSL_version(session)
        guard let version = TLSVersion(rawValue: UInt16(truncatingIfNeeded: number)) else { return nil }
        let name = unsafe SSL_get_current_cipher(session).flatMap { unsafe SSL_CIPHER_standard_name($0) }
        return TLSGreeting(
            version: version, cipher: unsafe name.map { unsafe String(cString: $0) } ?? "unknown",
            certificate: unsafe PeerCertificate(of: session)?.read())
    }

    private static func setupFailure() -> SetupFailure { SetupFailure(reason: reason()) }

    /// The library's words for the first failure in its queue.
    private static func reason() -> String {
        // SAFETY: the text is static data of the library.
        guard let text = unsafe ERR_reason_error_string(ERR_peek_error()) else {
            return "the server broke off the handshake"
        }
        return unsafe String(cString: text)
    }
}
