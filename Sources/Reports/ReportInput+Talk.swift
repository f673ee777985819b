import Model

/// Talk with remote-maintenance services in words for people.
extension ReportInput {
    /// What was heard of a device, one sentence for each product, with its lines of the journal.
    func talks(of asset: Asset) -> [(words: Text, observations: [Int])] {
        TalkSummary.summaries(of: asset.talks).map { talk in
            let product = products.first { $0.id == talk.product }
            let heard = talk.words(
                product: product?.name ?? Text(verbatim: talk.product.printable),
                isRelay: product?.visibility.contains(.relay) ?? true, offset: offset)
            return (
                Text(ja: "この機器は \(heard.ja)。", en: "This device \(heard.en)."), talk.observations
            )
        }
    }

    /// Devices that were heard to talk so, in the assessment's order.
    var talkers: [Asset] { assessment.assets.filter { !$0.talks.isEmpty } }
}
