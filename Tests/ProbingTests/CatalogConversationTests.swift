import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct CatalogConversationTests {
    @Test func `each conversation has its own id and its own ports`() {
        let kinds = Catalog.conversations
        #expect(Set(kinds.map(\.id)).count == kinds.count)
        let ports = kinds.flatMap(\.ports.ports)
        #expect(Set(ports).count == ports.count)
        #expect(kinds.allSatisfy { $0.id.hasPrefix("talk-") && !$0.ports.isEmpty })
    }

    @Test func `nothing is registered for ports that print paper`() {
        let paper = PortSet(Array(9100...9109) + Array(9112...9116) + [515])
        for port in paper.ports { #expect(Catalog.conversation(for: port) == nil) }
    }

    @Test func `each conversation carries the id of its line in the catalogue`() {
        for kind in Catalog.conversations + [Catalog.greeting] { #expect(kind.begin().id == kind.id) }
    }

    @Test func `the greeting listener takes no port from others`() {
        #expect(Catalog.greeting.ports.isEmpty)
    }
}
