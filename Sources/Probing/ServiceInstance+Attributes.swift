import Model

extension ServiceInstance {
    /// What the TXT record of this instance states in several keys, which no rule for one text can put together: the
    /// version of a Synology (`version_major=7`, `version_minor=2`, `version_build=69057`). Keys are in lower case.
    func attributes(_ txt: [String: String]) -> [AttributeFact] {
        guard type == "_http._tcp" || type == "_https._tcp", txt["vendor"]?.hasPrefix("Synology") == true
        else {
            return []
        }
        let version = [txt["version_major"], txt["version_minor"]].compactMap { $0 }.joined(separator: ".")
        let build = txt["version_build"].map { "-" + $0 } ?? ""
        guard !version.isEmpty, let firmware = bounded(version + build) else { return [] }
        return [AttributeFact(.firmware, firmware, .likely)]
    }
}
