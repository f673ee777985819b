import Crypto
import FoundationEssentials

/// The SHA-256 digest (FIPS 180-4) of `octets` in 64 lower-case hexadecimal digits.
package func sha256(_ octets: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for octet in SHA256.hash(data: octets) {
        text.append(digits[Int(octet >> 4)])
        text.append(digits[Int(octet & 0x0f)])
    }
    return String(decoding: text, as: UTF8.self)
}
