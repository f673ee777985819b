import Addresses
import COpenSSL
import Wire

/// The certificate a server showed; frees itself. What is read from it is bounded and can be anything.
@safe struct PeerCertificate: ~Copyable {
    private let raw: OpaquePointer

    /// nil where the server showed none. `session` must be open.
    init?(of session: OpaquePointer) {
        // SAFETY: the caller passes an open session; the certificate is owned from here on.
        guard let raw = unsafe SSL_get1_peer_certificate(session) else { return nil }
        unsafe self.raw = unsafe raw
    }

    deinit {
        // SAFETY: the certificate is owned and freed once.
        unsafe X509_free(raw)
    }

    /// The longest text taken from a certificate, in octets.
    private static let textLimit = 2048
    /// The most names taken from a certificate.
    private static let nameLimit = 256

    borrowing func read() -> TLSGreeting.Certificate {
        // SAFETY: what is passed on belongs to the certificate and is only read while it is open.
        TLSGreeting.Certificate(
            subject: unsafe Self.text(of: X509_get_subject_name(raw)),
            issuer: unsafe Self.text(of: X509_get_issuer_name(raw)),
            names: names,
            // RFC 5280, 4.1.2.5: the end of 9999 says that there is no date; so do dates that cannot be read.
            notBefore: unsafe Self.seconds(X509_get0_notBefore(raw)) ?? 0,
            notAfter: unsafe Self.seconds(X509_get0_notAfter(raw)) ?? 253_402_300_799,
            key: key, signatureAlgorithm: signatureAlgorithm, fingerprint: fingerprint)
    }

    private static func text(of name: OpaquePointer?) -> String {
        // SAFETY: the buffer is owned and freed here; printing only reads the name.
        guard let name = unsafe name, let bio = unsafe BIO_new(BIO_s_mem()) else { return "" }
        defer { unsafe BIO_free(bio) }
        _ = unsafe X509_NAME_print_ex(bio, name, 0, tenken_name_flags)
        var octets = [UInt8](repeating: 0, count: textLimit)
        let count = unsafe BIO_read(bio, &octets, Int32(textLimit))
        return String(decoding: octets.prefix(Int(max(count, 0))), as: UTF8.self)
    }

    /// Seconds since 1970; nil for what is no date.
    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var days: Int32 = 0
        var seconds: Int32 = 0
        // SAFETY: the epoch is owned and freed here; both times are checked for null.
        guard let time = unsafe time, let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
        defer { unsafe ASN1_TIME_free(epoch) }
        guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return Int64(days) * 86_400 + Int64(seconds)
    }

    /// `RSA 2048`, `EC P-256`, `ED25519`
    private var key: String {
        // SAFETY: the key belongs to the certificate; names of types are static data.
        guard let key = unsafe X509_get0_pubkey(raw) else { return "unknown" }
        let kind = unsafe EVP_PKEY_get_base_id(key)
        switch kind {
        case EVP_PKEY_EC: return unsafe "EC \(Self.curve(of: key))"
        case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: return "RSA \(unsafe EVP_PKEY_get_bits(key))"
        case EVP_PKEY_DSA: return "DSA \(unsafe EVP_PKEY_get_bits(key))"
        default:
            guard let name = unsafe OBJ_nid2sn(kind) else { return "unknown" }
            return unsafe String(cString: name)
        }
    }

    private static func curve(of key: OpaquePointer) -> String {
        var name = [CChar](repeating: 0, count: 80)
        var length = 0
        // SAFETY: the library writes at most 80 octets with their zero and says how many.
        guard unsafe EVP_PKEY_get_utf8_string_param(key, "group", &name, 80, &length) == 1 else {
            return "unknown curve"
        }
        let text = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return ["prime256v1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"][text] ?? text
    }

    private var signatureAlgorithm: String {
        // SAFETY: names of algorithms are static data.
        let algorithm = unsafe X509_get_signature_nid(raw)
        guard algorithm != NID_undef, let name = unsafe OBJ_nid2ln(algorithm) else { return "unknown" }
        return unsafe String(cString: name)
    }

    private var fingerprint: String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        // SAFETY: the array has room for the longest digest.
        guard unsafe X509_digest(raw, EVP_sha256(), &digest, &length) == 1 else { return "" }
        return digest.prefix(Int(length)).map { hexadecimal($0) }.joined()
    }

    /// DNS names and addresses of the subject alternative name (RFC 5280, 4.2.1.6).
    private var names: [String] {
        // SAFETY: the list is owned and freed here; its elements are only read meanwhile.
        guard let list = unsafe X509_get_ext_d2i(raw, NID_subject_alt_name, nil, nil) else { return [] }
        let names = OpaquePointer(list)
        defer { unsafe GENERAL_NAMES_free(names) }
        let count = min(Int(unsafe tenken_names_count(names)), Self.nameLimit)
        return (0..<max(count, 0)).compactMap { index in
            unsafe Self.text(of: tenken_names_at(names, Int32(index)))
        }
    }

    private static func text(of name: UnsafePointer<GENERAL_NAME>?) -> String? {
        var kind: Int32 = 0
        // SAFETY: the value is of the kind that comes with it; both kinds used here are octet strings.
        guard let name = unsafe name, let value = unsafe GENERAL_NAME_get0_value(name, &kind),
            kind == GEN_DNS || kind == GEN_IPADD
        else { return nil }
        let string = unsafe value.assumingMemoryBound(to: ASN1_STRING.self)
        guard let base = unsafe ASN1_STRING_get0_data(string) else { return nil }
        let count = min(Int(unsafe ASN1_STRING_length(string)), textLimit)
        let octets = unsafe [UInt8](UnsafeBufferPointer(start: base, count: max(count, 0)))
        return kind == GEN_DNS ? String(decoding: octets, as: UTF8.self) : address(octets)
    }

    private static func address(_ octets: [UInt8]) -> String? {
        var reader = ByteReader(octets)
        switch octets.count {
        case 4: return (try? reader.ipv4())?.description
        case 16: return (try? reader.ipv6())?.description
        default: return nil
        }
    }
}
