import Model

extension ServiceInstance {
    /// What the TXT record of this instance tells of the device; keys are in lower case.
    func attributes(_ txt: [String: String]) -> [AttributeFact] {
        switch type {
        case "_ipp._tcp", "_ipps._tcp", "_printer._tcp", "_pdl-datastream._tcp", "_uscan._tcp",
            "_uscans._tcp",
            "_scanner._tcp":
            return printer(txt)
        case "_device-info._tcp": return claims([(.model, txt["model"])], .likely)
        case "_airplay._tcp": return claims([(.model, txt["model"])], .likely)
        case "_googlecast._tcp": return claims([(.model, txt["md"])], .likely)
        case "_qdiscover._tcp": return qnap(txt)
        case "_http._tcp", "_https._tcp": return synology(txt)
        case "_adisk._tcp": return [AttributeFact(.kind, Asset.Kind.nas.rawValue, .hint)]
        case "_axis-video._tcp":
            return [
                AttributeFact(.vendor, "Axis", .likely),
                AttributeFact(.kind, Asset.Kind.camera.rawValue, .likely),
            ]
        case "_apple-mobdev2._tcp": return [AttributeFact(.os, "iOS", .hint)]
        default: return []
        }
    }

    private func claims(
        _ pairs: [(AttributeFact.Key, String?)], _ confidence: Confidence
    ) -> [AttributeFact] {
        pairs.compactMap { key, value in bounded(value).map { AttributeFact(key, $0, confidence) } }
    }

    /// Bonjour printing: `ty` is the make and model, `usb_MFG` and `usb_MDL` its parts; scanners say `mfg`, `mdl`.
    private func printer(_ txt: [String: String]) -> [AttributeFact] {
        let described = bounded(txt["ty"])
        let vendor = bounded(txt["usb_mfg"]) ?? bounded(txt["mfg"])
        let model = described ?? bounded(txt["usb_mdl"]) ?? bounded(txt["mdl"])
        let maker = (vendor ?? described).flatMap { Maker(beginning: $0) }
        let kind: Asset.Kind = model.map(Maker.namesReceiptPrinter) == true ? .receiptPrinter : .printer
        return claims([(.vendor, maker?.name ?? vendor), (.model, model), (.kind, kind.rawValue)], .likely)
    }

    /// QNAP's own announcement: its one string `accessType=http,accessPort=8080,model=TS-X53,displayModel=…` is a
    /// list within the value of `accessType`.
    private func qnap(_ txt: [String: String]) -> [AttributeFact] {
        var values = txt
        for part in (txt["accesstype"] ?? "").split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { values[pair[0].lowercased()] = String(pair[1]) }
        }
        return claims(
            [
                (.vendor, "QNAP"), (.model, values["displaymodel"] ?? values["model"]),
                (.firmware, values["fwver"]), (.kind, Asset.Kind.nas.rawValue),
            ], .likely)
    }

    private func synology(_ txt: [String: String]) -> [AttributeFact] {
        guard txt["vendor"]?.hasPrefix("Synology") == true else { return [] }
        let version = [txt["version_major"], txt["version_minor"]].compactMap { $0 }.joined(separator: ".")
        let build = txt["version_build"].map { "-" + $0 } ?? ""
        return claims(
            [
                (.vendor, "Synology"), (.model, txt["model"]), (.serial, txt["serial"]),
                (.firmware, version.isEmpty ? nil : version + build), (.kind, Asset.Kind.nas.rawValue),
            ], .likely)
    }
}
