import Glibc

extension ZipArchive {
    /// Refuses an archive whose end says that it has more entries than are read, before the library makes room for
    /// all of them.
    ///
    /// The end (APPNOTE.TXT 4.3.16) stands in the last 65,557 octets. It counts entries in 16 bits; a larger number
    /// stands in another record (4.3.14), whose place is told just before the end (4.3.15).
    static func refuseLargeDirectory(_ descriptor: Int32) throws(ArchiveError) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size >= 22 else { throw .notAnArchive }
        let tail = octets(descriptor, at: max(0, size - 66_000), count: 66_000)
        for start in tail.indices.dropLast(19) where tail[start] == 0x50 && tail[start + 1] == 0x4b {
            let mark = (tail[start + 2], tail[start + 3])
            var count: UInt64 = 0
            if mark == (5, 6) {
                count = tail.number(at: start + 10, octets: 2)
            } else if mark == (6, 7), let place = Int(exactly: tail.number(at: start + 8, octets: 8)),
                place <= size
            {
                count = octets(descriptor, at: place, count: 56).number(at: 32, octets: 8)
            }
            guard count <= UInt64(entryLimit) else { throw .tooManyEntries(limit: entryLimit) }
        }
    }

    /// The octets at a place of a file, as many as there are.
    private static func octets(_ descriptor: Int32, at place: Int, count: Int) -> [UInt8] {
        // SAFETY: the kernel writes at most the capacity it is told, and only what it reports is kept.
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, unsafe pread(descriptor, buffer.baseAddress, count, off_t(place)))
        }
    }
}

extension [UInt8] {
    /// A little-endian number; what is beyond the end counts as nought.
    fileprivate func number(at place: Int, octets count: Int) -> UInt64 {
        (0..<count).reduce(0) { sum, index in
            let octet = place + index < self.count ? self[place + index] : 0
            return sum | UInt64(octet) << (8 * UInt64(index))
        }
    }
}
