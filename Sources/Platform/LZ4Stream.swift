import CLZ4

/// Unpacks the frames of LZ4 (LZ4 Frame Format Description 1.6), piece by piece and never more than a limit.
@safe struct LZ4Stream: ~Copyable {
    private let context: OpaquePointer
    /// For errors.
    private let path: String
    private let limit: Int
    private var count = 0
    /// Whether the last frame is at its end.
    private(set) var isComplete = false

    /// `limit`: How many octets may come out; a few that went in can hold very many.
    init(path: String, limit: Int) throws(FileError) {
        self.path = path
        self.limit = limit
        var context: OpaquePointer?
        // SAFETY: the library stores a pointer that is owned from here on.
        let code = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
        guard LZ4F_isError(code) == 0, let context = unsafe context else {
            throw FileError(path: path, cause: .damaged)
        }
        unsafe self.context = unsafe context
    }

    deinit {
        // SAFETY: owned and freed once.
        _ = unsafe LZ4F_freeDecompressionContext(context)
    }

    /// Takes the next octets of the file and hands out what they hold.
    mutating func feed(_ octets: [UInt8], _ body: ([UInt8]) -> Void) throws(FileError) {
        var start = 0
        while true {
            var (taken, code) = (octets.count - start, 0)
            let room = 1 << 16
            let context = unsafe context
            // SAFETY: the library reads at most `taken` octets and writes at most the capacity; it states how many.
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
                var written = room
                unsafe octets.withUnsafeBytes { source in
                    let next = unsafe source.baseAddress.map { unsafe $0 + start }
                    code = unsafe LZ4F_decompress(
                        context, buffer.baseAddress, &written, next, &taken, nil)
                }
                initialized = LZ4F_isError(code) == 0 ? written : 0
            }
            guard LZ4F_isError(code) == 0 else { throw FileError(path: path, cause: .damaged) }
            start += taken
            count += piece.count
            guard count <= limit else { throw FileError(path: path, cause: .tooLarge) }
            if !piece.isEmpty { body(piece) }
            isComplete = code == 0
            // More may wait inside although everything was taken, as long as the room was filled.
            guard start < octets.count || piece.count == room else { return }
            guard taken > 0 || !piece.isEmpty else { throw FileError(path: path, cause: .damaged) }
        }
    }
}
