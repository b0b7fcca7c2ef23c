/// A text to look for in others, whatever the case of letters, made ready once.
struct FilterNeedle: Hashable, Sendable {
    /// The text in small letters.
    let text: String
    private let bytes: [UInt8]
    private let isASCII: Bool

    init(_ text: String) {
        self.text = text.lowercased()
        bytes = Array(self.text.utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Whether it stands somewhere in `other`.
    func isIn(_ other: String) -> Bool {
        if isASCII { return other.utf8.withContiguousStorageIfAvailable { isIn(folded: $0) } ?? isInCopy(of: other) }
        if other.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        let lowered = other.lowercased()
        if lowered.utf8.withContiguousStorageIfAvailable({ isIn(folded: $0) }) == true { return true }
        // The same letters may be written with and without combining marks: characters compare equal, bytes do not.
        let (letters, wanted) = (Array(lowered), Array(text))
        guard letters.count >= wanted.count else { return false }
        return (0...(letters.count - wanted.count)).contains { letters[$0..<($0 + wanted.count)] == wanted[...] }
    }

    /// Whether it is the whole of `other`.
    func equals(_ other: String) -> Bool { other.lowercased() == text }

    private func isInCopy(of other: String) -> Bool { Array(other.utf8).withUnsafeBufferPointer { isIn(folded: $0) } }

    /// Looks for the bytes, capital letters of ASCII taken for small ones.
    private func isIn(folded other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        let last = other.count - bytes.count
        guard last >= 0 else { return false }
        var start = 0
        while start <= last {
            if Self.folded(other[start]) == first {
                var offset = 1
                while offset < bytes.count, Self.folded(other[start + offset]) == bytes[offset] { offset += 1 }
                if offset == bytes.count { return true }
            }
            start += 1
        }
        return false
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
