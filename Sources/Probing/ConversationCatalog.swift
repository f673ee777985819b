extension Catalog {
    /// What is asked over TCP connections, the first match for a port wins.
    package static var conversations: [ConversationKind] {
        [
            .ssh, .telnet, .ftp, .smtp, .ipp, .http, .https, .rdp, .vnc, .smb, .postgreSQL, .mySQL, .tds,
            .pptp,
            .radmin, .rtsp, .openvpn, .x11, .splashtop, .vmware, .openvpnManagement, .anydesk,
            .winrm, .winrmSecure,
        ]
    }
}
