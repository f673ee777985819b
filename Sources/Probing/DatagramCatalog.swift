extension Catalog {
    /// mDNS, LLMNR, NetBIOS, SSDP, WS-Discovery, SNMP, NTP, DNS, IKE, OpenVPN, L2TP.
    package static var datagramListeners: [Listener] { [] }

    /// What is asked by UDP.
    package static var questions: [DatagramQuestion] { [] }
}
