import HostFacts
import Model

extension HostReading {
    /// The programs that wait for connections, and why some owners could not be seen. Nothing else is read, not even
    /// which packages the programs came from: that takes longer than everything else.
    static func listeners() -> (listeners: [HostListener], unseen: Text?) {
        var snapshot = HostSnapshot()
        snapshot.passwd = text("/etc/passwd", limit: 1 << 23)
        readLinks(into: &snapshot)
        readProcesses(into: &snapshot)
        return HostFacts.listeners(of: snapshot)
    }
}
