import COpenSSL
import Wire

/// A TLS server over memory, for one connection.
final class TLSServer {
    private let context: OpaquePointer
    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// nil when OpenSSL itself refuses the certificate (`certificate` in DER) or the version.
    init?(certificate: [UInt8], versions: ClosedRange<TLSVersion>) {
        guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
        guard Self.configure(context, certificate, versions), let session = SSL_new(context),
            let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem())
        else {
            SSL_CTX_free(context)
            return nil
        }
        SSL_set_bio(session, incoming, outgoing)
        SSL_set_accept_state(session)
        self.context = context
        self.session = session
        self.incoming = incoming
        self.outgoing = outgoing
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    private static func configure(
        _ context: OpaquePointer, _ certificate: [UInt8], _ versions: ClosedRange<TLSVersion>
    ) -> Bool {
        SSL_CTX_set_security_level(context, 0)
        let lowest = Int32(versions.lowerBound.rawValue)
        let highest = Int32(versions.upperBound.rawValue)
        guard SSL_CTX_use_certificate_ASN1(context, Int32(certificate.count), certificate) == 1,
            let key = SampleCertificate.pem(
                SampleCertificate.key, { PEM_read_bio_PrivateKey($0, nil, nil, nil) })
        else { return false }
        defer { EVP_PKEY_free(key) }
        return SSL_CTX_use_PrivateKey(context, key) == 1
            && SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0") == 1
            && tenken_set_versions(context, lowest, highest) == 1
    }

    /// Takes what the client sent; returns what to send back and the plain text that arrived.
    func receive(_ octets: [UInt8], answer: [UInt8] = []) -> (toSend: [UInt8], plain: [UInt8]) {
        if !octets.isEmpty { BIO_write(incoming, octets, Int32(octets.count)) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = SSL_read(session, &buffer, 4096)
        if count > 0, !answer.isEmpty { SSL_write(session, answer, Int32(answer.count)) }
        return (takeOutgoing(), Array(buffer.prefix(Int(max(count, 0)))))
    }

    /// Says goodbye.
    func close() -> [UInt8] {
        SSL_shutdown(session)
        return takeOutgoing()
    }

    private func takeOutgoing() -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: Int(tenken_bio_pending(outgoing)))
        if !octets.isEmpty { BIO_read(outgoing, &octets, Int32(octets.count)) }
        return octets
    }
}

/// A certificate and its key, made for these tests with `openssl ca` and used nowhere else: O=調剤薬局, CN=プリンター,
/// valid from 2018-01-01 to 2020-01-01.
enum SampleCertificate {
    /// The certificate's octets.
    static var der: [UInt8] {
        guard let certificate = pem(text, { PEM_read_bio_X509($0, nil, nil, nil) }) else { return [] }
        defer { X509_free(certificate) }
        var octets = [UInt8](repeating: 0, count: Int(i2d_X509(certificate, nil)))
        octets.withUnsafeMutableBufferPointer { buffer in
            var place = buffer.baseAddress
            _ = i2d_X509(certificate, &place)
        }
        return octets
    }

    fileprivate static func pem(_ text: String, _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        let octets = Array(text.utf8)
        return octets.withUnsafeBytes { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
            defer { BIO_free(bio) }
            return read(bio)
        }
    }

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXno1DjXL5iyL8Z3W
        2qEhlEc6myt6a07k9BW2bzO6U46hRANCAAQFwVCrFGG15wf71CyVp4wDTBHno67o
        psySyHunXAvAN6ngbFEEIcJayHMFnnpgGG5Piyc2yT0ANNpMOEO+A/0S
        -----END PRIVATE KEY-----
        """

    private static let text = """
        -----BEGIN CERTIFICATE-----
        MIIBtjCCAVygAwIBAgICEAAwCgYIKoZIzj0EAwIwMTEVMBMGA1UECgwM6Kq/5Ymk
        6Jas5bGAMRgwFgYDVQQDDA/jg5fjg6rjg7Pjgr/jg7wwHhcNMTgwMTAxMDAwMDAw
        WhcNMjAwMTAxMDAwMDAwWjAxMRUwEwYDVQQKDAzoqr/liaTolqzlsYAxGDAWBgNV
        BAMMD+ODl+ODquODs+OCv+ODvDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAXB
        UKsUYbXnB/vULJWnjANMEeejruimzJLIe6dcC8A3qeBsUQQhwlrIcwWeemAYbk+L
        JzbJPQA02kw4Q74D/RKjZDBiMEEGA1UdEQQ6MDiCD3ByaW50ZXIuZXhhbXBsZYcE
        wAACCYcQIAENuAAAAAAAAAAAAAAACYENYUBleGFtcGxlLm9yZzAdBgNVHQ4EFgQU
        t3W11Wb0Kxrr73+yj1q6KRylaJ4wCgYIKoZIzj0EAwIDSAAwRQIgYVwAJDvcdGlK
        lSaYZVdSdJ02PRZ/mz59QlIJk0W83l0CIQDJEzgonqaVtngq5HPUnECW1SbtbvQG
        lIvmyp3g8VgNeA==
        -----END CERTIFICATE-----
        """
}
