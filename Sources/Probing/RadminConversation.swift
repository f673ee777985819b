import Addresses
import Model
import Wire

extension ConversationKind {
    /// Sends Radmin's opening and compares the first octets of the answer.
    package static let radmin = ConversationKind(
        id: "talk-radmin",
        title: Text(ja: "Radmin（遠隔操作）か確かめる（ログインしない）", en: "See whether it is Radmin (no login)"),
        ports: PortSet([4899]),
        cost: ConversationCost(sending: [Radmin.question.count], receiving: 64).plan
    ) { _, port in
        SingleExchange(
            id: "talk-radmin", port: port, question: Radmin.question,
            length: { octets throws(WireError) in
                guard let isAnswer = Radmin.isAnswer(octets) else { return nil }
                guard isAnswer else { throw .malformed("not Radmin") }
                return octets.count
            },
            read: { octets in [.service(port, "radmin", product: "Radmin", from: octets)] })
    }
}
