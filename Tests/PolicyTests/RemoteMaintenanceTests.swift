import Addresses
import Model
import Policy
import Testing

/// The table of remote-maintenance products that is shipped.
@Suite struct RemoteMaintenanceTests {
    private let products: [RemoteMaintenanceProduct]

    init() throws { products = try shippedProfiles.get().knowledge.remoteMaintenance }

    /// Relays that people run on a server of their own, under a name of their own.
    private static let selfHosted: Set = ["simplehelp", "meshcentral"]

    @Test func `every product says where its description comes from and can be told apart`() {
        #expect(Set(products.map(\.id)).count == products.count)
        for product in products {
            #expect(!product.source.isEmpty && product.source != "each entry names its own", "\(product.id)")
            #expect(!product.visibility.isEmpty && !product.name.ja.isEmpty, "\(product.id)")
            #expect(product.severity >= .medium, "\(product.id)")
        }
    }

    @Test func `a relay has names to be heard by, or says that none could be confirmed`() {
        for product in products where product.visibility == [.relay] {
            let isHearable = !product.domains.isEmpty || !product.applicationProtocols.isEmpty
            #expect(
                isHearable || product.isUnverified || Self.selfHosted.contains(product.id), "\(product.id)")
        }
    }

    @Test func `what is compared without regard to case is written in lower case`() {
        for product in products {
            for word in product.processes + product.services + product.domains {
                #expect(word == word.lowercased() && !word.contains("/"), "\(product.id): \(word)")
            }
        }
    }

    @Test func `a signature of few octets counts with the product's own port only`() {
        for product in products {
            for signature in product.signatures {
                #expect(signature.octets.count >= 4 || !signature.onAnyPort, "\(product.id)")
                #expect((0...64).contains(signature.offset), "\(product.id)")
                let ports = product.ports.filter { $0.transport == signature.transport }
                #expect(signature.onAnyPort || !ports.isEmpty, "\(product.id)")
            }
        }
    }

    /// A product of every row of the table of remote-maintenance tools that this program knows.
    @Test(arguments: [
        "rdp xrdp gnome-remote-desktop vnc ultravnc ultravnc-repeater tightvnc tigervnc realvnc",
        "apple-remote-desktop teamviewer anydesk isl-online remoteview remotecall splashtop magic-connect",
        "chrome-remote-desktop logmein logmein-rescue gotomypc gotoassist radmin remote-utilities rustdesk",
        "screenconnect simplehelp zoho-assist quick-assist atera action1 ninjaone manageengine kaseya",
        "meshcentral dameware netsupport pcanywhere nomachine parsec supremo ultraviewer todesk anyviewer",
        "hoptodesk getscreen dwservice anysupport helpu sunlogin awesun remote-it psexec winrm ssh telnet",
        "softether desktopvpn openvpn wireguard ike l2tp pptp sstp fortigate-ssl-vpn sonicwall-ssl-vpn",
        "shrew-soft tailscale zerotier netbird cloudflare-tunnel ngrok fujitsu-livehelp fenics swanstor",
        "cachatto soliton-securedesktop skysea lanscope",
    ])
    func `no known tool is missing`(ids: String) {
        let known = Set(products.map(\.id))
        for id in ids.split(separator: " ") { #expect(known.contains(String(id)), "\(id)") }
    }
}
