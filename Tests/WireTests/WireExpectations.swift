import Testing
import Wire

/// Expects that `octets` are read as `value`, that `value` is written as `octets` whatever was written before, that
/// nothing is left over, and that every cut below `fixed` octets throws while longer cuts at least return.
func expectSymmetry<Value: Equatable>(
    _ octets: [UInt8], _ value: Value, fixed: Int? = nil,
    parse: (inout ByteReader) throws(WireError) -> Value,
    write: (Value, inout ByteWriter) -> Void,
    at location: SourceLocation = #_sourceLocation
) {
    var reader = ByteReader(octets)
    let parsed = try? parse(&reader)
    #expect(parsed == value, sourceLocation: location)
    #expect(reader.isAtEnd, sourceLocation: location)
    var writer = ByteWriter()
    writer.bytes(repeatElement(0xa5, count: 7))
    write(value, &writer)
    #expect(Array(writer.octets.dropFirst(7)) == octets, sourceLocation: location)
    for length in 0..<octets.count {
        var cut = ByteReader(Array(octets[..<length]))
        let result = try? parse(&cut)
        if length < fixed ?? octets.count {
            #expect(result == nil, "cut to \(length)", sourceLocation: location)
        }
    }
    for index in octets.indices {
        for octet in [0x00, 0x01, 0x7f, 0x80, 0xff] as [UInt8] {
            var changed = octets
            changed[index] = octet
            var reader = ByteReader(changed)
            _ = try? parse(&reader)
        }
    }
}
