/// Which bytes of a file a request asks for (RFC 9110 section 14).
enum ByteRange: Hashable, Sendable {
    case whole
    case part(ClosedRange<Int>)
    case unsatisfiable

    /// What a `Range` field means for a file of `size` bytes. Several ranges at once, other units and what cannot be
    /// read are answered with the whole file, as the RFC allows.
    init(_ field: String?, size: Int) {
        guard let field, let equals = field.firstIndex(of: "="), field[..<equals].lowercased() == "bytes" else {
            self = .whole
            return
        }
        let ends = field[field.index(after: equals)...].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
            self = .whole
            return
        }
        switch (first, last) {
        case (nil, nil): self = .whole
        case (nil, .some(let count)):
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)...size - 1)
        case (.some(let first), let last):
            if let last, last < first {
                self = .whole
            } else {
                self = first < size ? .part(first...min(last ?? size - 1, size - 1)) : .unsatisfiable
            }
        }
    }

    /// `.some(nil)` for an end that is left out; nil for what is no number. One too large to count stands for the end.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return .some(Int(text) ?? .max)
    }
}
