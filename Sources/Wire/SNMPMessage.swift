/// An SNMP message of version 1 or 2c (RFC 1157, 4; RFC 1901; RFC 3416, 3).
package struct SNMPMessage: Equatable, Sendable {
    package enum Version: Int64, Equatable, Sendable {
        case v1 = 0
        case v2c = 1
    }

    package enum Operation: UInt8, Equatable, Sendable {
        case get = 0xa0
        case getNext = 0xa1
        case response = 0xa2
        case set = 0xa3
        case getBulk = 0xa5
        case inform = 0xa6
        case trap2 = 0xa7
        case report = 0xa8
    }

    package var version: Version
    package var community: [UInt8]
    package var operation: Operation
    package var requestID: Int32
    /// 0 no error, 2 no such name (version 1).
    package var errorStatus: Int64
    package var errorIndex: Int64
    package var variables: [Variable]

    package init(
        version: Version, community: String, operation: Operation, requestID: Int32, errorStatus: Int64 = 0,
        errorIndex: Int64 = 0, variables: [Variable]
    ) {
        self.version = version
        self.community = Array(community.utf8)
        self.operation = operation
        self.requestID = requestID
        self.errorStatus = errorStatus
        self.errorIndex = errorIndex
        self.variables = variables
    }

    package struct Variable: Equatable, Sendable {
        package var name: ObjectIdentifier
        package var value: Value

        package init(_ name: ObjectIdentifier, _ value: Value = .null) {
            self.name = name
            self.value = value
        }
    }

    package enum Value: Equatable, Sendable {
        case null
        case integer(Int64)
        case octets([UInt8])
        case object(ObjectIdentifier)
        /// Any other tag with its content: counters, ticks, addresses, `noSuchObject` (0x80) and its like.
        case other(tag: UInt8, [UInt8])
    }

    /// The first value of this variable, where it is one.
    package subscript(name: ObjectIdentifier) -> Value? {
        variables.first { $0.name == name }?.value
    }
}

/// An ASN.1 object identifier; at most 128 numbers of 32 bits (RFC 2578, 3.5).
package struct ObjectIdentifier: Hashable, Sendable {
    package let numbers: [UInt32]

    package init(_ numbers: [UInt32]) {
        self.numbers = numbers
    }

    /// What a device says of itself (RFC 3418, 2).
    package static let sysDescr = ObjectIdentifier([1, 3, 6, 1, 2, 1, 1, 1, 0])
    package static let sysObjectID = ObjectIdentifier([1, 3, 6, 1, 2, 1, 1, 2, 0])
    package static let sysName = ObjectIdentifier([1, 3, 6, 1, 2, 1, 1, 5, 0])

    /// The private enterprise number under 1.3.6.1.4.1, if this is one's.
    package var enterprise: UInt32? {
        guard numbers.starts(with: [1, 3, 6, 1, 4, 1]), numbers.count > 6 else { return nil }
        return numbers[6]
    }
}

extension ObjectIdentifier: CustomStringConvertible {
    /// `1.3.6.1.2.1.1.1.0`
    package var description: String { numbers.map { String($0) }.joined(separator: ".") }
}

extension ObjectIdentifier {
    /// Reads the content of an OBJECT IDENTIFIER (X.690, 8.19).
    init(berContent octets: ArraySlice<UInt8>) throws(WireError) {
        var numbers: [UInt32] = []
        var number: UInt64 = 0
        for octet in octets {
            number = number << 7 | UInt64(octet & 0x7f)
            guard number <= 0xffff_ffff else { throw .malformed("object identifier number") }
            guard octet & 0x80 == 0 else { continue }
            if numbers.isEmpty {
                let first = min(number / 40, 2)
                numbers = [UInt32(first), UInt32(number - first * 40)]
            } else {
                numbers.append(UInt32(number))
            }
            guard numbers.count <= 128 else { throw .malformed("object identifier length") }
            number = 0
        }
        guard !numbers.isEmpty, octets.last.map({ $0 & 0x80 == 0 }) == true else {
            throw .malformed("object identifier")
        }
        self.numbers = numbers
    }

    /// Writes the whole element.
    func write(to writer: inout ByteWriter) {
        writer.ber(0x06) { content in
            let first = UInt64(numbers.first ?? 0) * 40 + UInt64(numbers.dropFirst().first ?? 0)
            for number in [first] + numbers.dropFirst(2).map({ UInt64($0) }) {
                for shift in [28, 21, 14, 7] where number >> UInt64(shift) != 0 {
                    content.uint8(0x80 | UInt8(number >> UInt64(shift) & 0x7f))
                }
                content.uint8(UInt8(number & 0x7f))
            }
        }
    }
}

extension SNMPMessage {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        var message = try reader.berContent(0x30)
        let number = try message.berInteger()
        guard let version = Version(rawValue: number) else {
            throw .unsupported(field: "SNMP version", value: UInt64(bitPattern: number))
        }
        self.version = version
        community = Array(try message.berContent(0x04).rest)
        let element = try message.berElement()
        guard let operation = Operation(rawValue: element.tag) else {
            throw .unsupported(field: "SNMP operation", value: UInt64(element.tag))
        }
        self.operation = operation
        var body = ByteReader(element.content)
        requestID = Int32(truncatingIfNeeded: try body.berInteger())
        errorStatus = try body.berInteger()
        errorIndex = try body.berInteger()
        var list = try body.berContent(0x30)
        variables = []
        while !list.isAtEnd { variables.append(try Variable(parsing: &list)) }
    }

    package func write(to writer: inout ByteWriter) {
        writer.ber(0x30) { message in
            message.berInteger(version.rawValue)
            message.ber(0x04) { $0.bytes(community) }
            message.ber(operation.rawValue) { body in
                body.berInteger(Int64(requestID))
                body.berInteger(errorStatus)
                body.berInteger(errorIndex)
                body.ber(0x30) { list in
                    for variable in variables { variable.write(to: &list) }
                }
            }
        }
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}

extension SNMPMessage.Variable {
    fileprivate init(parsing reader: inout ByteReader) throws(WireError) {
        var pair = try reader.berContent(0x30)
        name = try ObjectIdentifier(berContent: try pair.berContent(0x06).rest)
        let element = try pair.berElement()
        switch element.tag {
        case 0x02: value = .integer(try Int64(berContent: element.content))
        case 0x04: value = .octets(Array(element.content))
        case 0x05: value = .null
        case 0x06: value = .object(try ObjectIdentifier(berContent: element.content))
        default: value = .other(tag: element.tag, Array(element.content))
        }
    }

    fileprivate func write(to writer: inout ByteWriter) {
        writer.ber(0x30) { pair in
            name.write(to: &pair)
            switch value {
            case .null: pair.ber(0x05) { _ in }
            case .integer(let number): pair.berInteger(number)
            case .octets(let octets): pair.ber(0x04) { $0.bytes(octets) }
            case .object(let object): object.write(to: &pair)
            case .other(let tag, let octets): pair.ber(tag) { $0.bytes(octets) }
            }
        }
    }
}
