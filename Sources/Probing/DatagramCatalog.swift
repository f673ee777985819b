extension Catalog {
    /// mDNS, LLMNR, NetBIOS, SSDP, WS-Discovery, SNMP, NTP, DNS, IKE, OpenVPN, L2TP.
    package static var datagramListeners: [Listener] {
        [.mdns, .llmnr, .netbios, .ssdp, .wsd, .snmp, .ntp, .dns, .ike, .openvpn, .l2tp]
    }

    /// What is asked by UDP.
    package static var questions: [DatagramQuestion] {
        DatagramQuestion.mdnsGroups + DatagramQuestion.ssdp + DatagramQuestion.wsd
            + [.dhcp, .dhcp6, .mdnsReverse, .llmnr, .netbios] + DatagramQuestion.snmp
            + DatagramQuestion.snmpModel
            + [.ntp, .dns, .ike2, .ike2NAT, .ike1, .openvpn, .l2tp]
    }
}
