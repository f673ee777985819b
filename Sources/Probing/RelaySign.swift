package import Addresses
package import Model

/// One sign in one packet that a device of this network talks to a remote-maintenance service.
package struct RelaySign: Hashable, Sendable {
    /// The device inside.
    package var device: Observation.Subject
    package var product: String
    package var sign: TalkFact.Sign
    /// The name asked for or the protocol offered; nil where octets speak.
    package var name: String?
    /// The other side of a connection; nil for questions, whose other side is only a name server.
    package var peer: IPAddress?
    package var port: Port?
    /// The name, or the few octets of the signature: nothing else of what was said.
    package var grounds: Observation.Grounds
    package var exchange: Exchange

    /// What belongs together: a question and its answer, the segments of a connection, the datagrams of two ports.
    package struct Exchange: Hashable, Sendable {
        package var device: IPAddress
        package var devicePort: UInt16
        package var peer: IPAddress
        package var peerPort: UInt16
        /// The identifier of a question; 0 otherwise.
        package var number: UInt16

        package init(
            device: IPAddress, devicePort: UInt16, peer: IPAddress, peerPort: UInt16, number: UInt16 = 0
        ) {
            self.device = device
            self.devicePort = devicePort
            self.peer = peer
            self.peerPort = peerPort
            self.number = number
        }
    }

    package init(
        device: Observation.Subject, product: String, sign: TalkFact.Sign, name: String? = nil,
        peer: IPAddress? = nil, port: Port? = nil, grounds: Observation.Grounds, exchange: Exchange
    ) {
        self.device = device
        self.product = product
        self.sign = sign
        self.name = name
        self.peer = peer
        self.port = port
        self.grounds = grounds
        self.exchange = exchange
    }
}
