import Model
import Wire

/// What a vendor id of the Internet Key Exchange says: a maker's product, or something that the sender can do.
///
/// Makers choose the octets themselves, mostly the MD5 of a text; those here are from the documents named, or the MD5
/// of the text in quotes.
struct IKEVendorID: Equatable {
    let name: String
    let isProduct: Bool

    /// The id by its first octets; a version may follow.
    init?(_ octets: [UInt8]) {
        guard let known = Self.known.first(where: { octets.starts(with: $0.octets) }) else { return nil }
        name = known.name
        isProduct = known.isProduct
    }

    private static let known: [(octets: [UInt8], name: String, isProduct: Bool)] = [
        // "strongSwan"
        (number(0x882f_e56d_6fd2_0dbc, 0x2251_613b_2ebe_5beb), "strongSwan", true),
        // "MS NT5 ISAKMPOAKLEY"
        (number(0x1e2b_5169_0599_1c7d, 0x7c96_fcbf_b587_e461), "Windows IKE", true),
        (Array("OE-Libreswan-".utf8), "Libreswan", true),
        // "KAME/racoon"
        (number(0x7003_cbc1_097d_be9c, 0x2600_ba69_83bc_8b35), "racoon", true),
        // draft-beaulieu-ike-xauth-02, 7
        (Array(number(0x0900_2689_dfd6_b712, 0).prefix(8)), "xauth", false),
        // RFC 3706, 5: the last two octets are a version.
        (Array(number(0xafca_d713_68a1_f1c9, 0x6b86_96fc_7757_0000).prefix(14)), "dpd", false),
        // draft-ietf-ipsec-isakmp-mode-cfg of Cisco's clients; the last two octets are a version.
        (Array(number(0x12f5_f28c_4571_68a9, 0x702d_9fe2_74cc_0000).prefix(14)), "cisco-unity", false),
        // "RFC 3947" (RFC 3947, 3.1)
        (number(0x4a13_1c81_0703_5845, 0x5c57_28f2_0e95_452f), "nat-t", false),
        // "draft-ietf-ipsec-nat-t-ike-02", alone and with a line feed, and "-03"
        (number(0xcd60_4643_35df_21f8, 0x7cfd_b2fc_68b6_a448), "nat-t-draft", false),
        (number(0x90cb_8091_3ebb_696e, 0x0863_81b5_ec42_7b1f), "nat-t-draft", false),
        (number(0x7d94_19a6_5310_ca6f, 0x2c17_9d92_1552_9d56), "nat-t-draft", false),
        // "FRAGMENTATION"
        (number(0x4048_b7d5_6ebc_e885, 0x25e7_de7f_00d6_c2d3), "fragmentation", false),
        // "MS-Negotiation Discovery Capable", "Vid-Initial-Contact", "IKE CGA version 1": only Windows says these.
        (number(0xfb1d_e3cd_f341_b7ea, 0x16b7_e5be_0855_f120), "ms-negotiation-discovery", false),
        (number(0x2624_4d38_eddb_61b3, 0x172a_36e3_d0cf_b819), "ms-initial-contact", false),
        (number(0xe3a5_966a_7637_9fe7, 0x0722_8231_e5ce_8652), "ms-cga", false),
    ]

    private static func number(_ high: UInt64, _ low: UInt64) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint64(high)
        writer.uint64(low)
        return writer.octets
    }
}

extension IKEMessage {
    /// The first vendor id that names a product.
    var product: String? {
        vendorIDs.lazy.compactMap { IKEVendorID($0) }.first { $0.isProduct }?.name
    }

    /// Every vendor id, by name or, where nobody is known to use it, in hexadecimal; nil when there is none.
    var vendorIDList: String? {
        var words: [String] = []
        for octets in vendorIDs.prefix(16) {
            let word = IKEVendorID(octets)?.name ?? hexadecimal(octets.prefix(20))
            if !word.isEmpty, !words.contains(word) { words.append(word) }
        }
        return words.isEmpty ? nil : words.joined(separator: ",")
    }
}

private func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
    octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
