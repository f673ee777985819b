import HostFacts
import Model
import Testing

struct ContainerTests {
    private let web = """
        {"Name":"/web","Config":{"Image":"nginx:1.25"},"State":{"Running":true},"NetworkSettings":
        {"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}],"443/tcp":null}}}
        """

    private func observations(_ texts: [String], _ snapshot: HostSnapshot = HostSnapshot()) -> [Observation] {
        var snapshot = snapshot
        for (number, text) in texts.enumerated() {
            snapshot.files["/var/lib/docker/containers/\(number)/config.v2.json"] = .found(
                FoundFile(text: text))
        }
        return inspect(snapshot, at: Timestamp(microseconds: 0))
    }

    private func listeners(_ observations: [Observation]) -> [HostListener] {
        observations.compactMap { if case .listener(let listener) = $0.fact { listener } else { nil } }
    }

    @Test func `a published port without a program is told with its container`() throws {
        let found = observations([web])
        #expect(
            listeners(found) == [
                HostListener(
                    port: Port(.tcp, 8080), address: try Snapshots.address("0.0.0.0"), process: "dockerd",
                    container: "web (nginx:1.25)"),
                HostListener(
                    port: Port(.tcp, 8080), address: try Snapshots.address("::"), process: "dockerd",
                    container: "web (nginx:1.25)"),
            ])
        #expect(found.outcome("containers") == .looked)
    }

    @Test func `a program that stands for a container is named after it`() throws {
        var snapshot = HostSnapshot()
        snapshot.sockets = .found([
            .init(port: Port(.tcp, 8080), address: try Snapshots.address("0.0.0.0"), uid: 0, inode: 5)
        ])
        snapshot.processes = .found([.init(pid: 7, name: "docker-proxy", uid: 0, sockets: [5])])
        #expect(listeners(observations([web], snapshot)).map(\.container) == ["web (nginx:1.25)"])
    }

    @Test(arguments: ["", "{", "[]", "{\"State\":3}"])
    func `a description of no known form is told as unread`(text: String) {
        let found = observations([text])
        #expect(listeners(found).isEmpty)
        #expect(found.outcome("containers") != .looked)
    }

    @Test func `a stopped container publishes nothing, and a closed folder is no empty one`() {
        #expect(listeners(observations([web.replacing("true", with: "false")])).isEmpty)
        var snapshot = HostSnapshot()
        snapshot.files["/var/lib/docker/containers/*/config.v2.json"] = .unread(.notPermitted)
        guard case .couldNot(let why) = observations([], snapshot).outcome("containers") else {
            Issue.record("a closed folder was taken for an empty one")
            return
        }
        #expect(why.en.contains("administrator"))
    }
}
