/// Another spelling of a body, which programs on the way make without meaning to.
struct BodyVariant {
    let bytes: [UInt8]
    /// What was done to it, and what to do about that.
    let explanation: String

    /// What is said when no spelling fits.
    static let unexplained =
        "No usual change explains it: compare both bodies byte by byte, before any program has read them as JSON."

    private static let advice = "Check the bytes as they came, before they are read as JSON."

    /// What the body may have been before something on the way changed it, the likeliest first.
    static func all(of body: [UInt8]) -> [BodyVariant] {
        var variants: [BodyVariant] = []
        func add(_ bytes: [UInt8], _ explanation: String) {
            if bytes != body { variants.append(BodyVariant(bytes: bytes, explanation: explanation)) }
        }
        var trimmed = body
        while let last = trimmed.last, [0x0A, 0x0D].contains(last) { trimmed.removeLast() }
        add(trimmed, "Without the line end after it, it fits: an editor or `echo` added that. \(advice)")
        var blank = trimmed[...]
        while let last = blank.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { blank.removeLast() }
        while let first = blank.first, [0x20, 0x09, 0x0A, 0x0D].contains(first) { blank.removeFirst() }
        add(Array(blank), "Without the blanks around it, it fits. \(advice)")
        if body.starts(with: [0xEF, 0xBB, 0xBF]) {
            add(Array(trimmed.dropFirst(3)), "Without the byte order mark before it, it fits. \(advice)")
        }
        let compact = JSONSpelling.compact(body, readsEscapes: false)
        add(compact, "Written without blanks it fits: something read the JSON and wrote it anew. \(advice)")
        add(
            JSONSpelling.compact(body, readsEscapes: true),
            "Without blanks and with letters in place of escapes it fits: something read the JSON and wrote it anew. "
                + advice)
        return variants
    }
}

/// JSON as text, spelt otherwise and meaning the same.
enum JSONSpelling {
    /// Without blanks outside of strings. `readsEscapes` also writes letters in place of `\/` and `\uXXXX`, as far as
    /// JSON allows letters there.
    static func compact(_ text: [UInt8], readsEscapes: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var isInString = false
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if isInString, byte == UInt8(ascii: "\\"), index + 1 < text.endIndex {
                if readsEscapes, let (letters, length) = letters(at: index, in: text) {
                    result += letters
                    index += length
                } else {
                    result += [byte, text[index + 1]]
                    index += 2
                }
                continue
            }
            if byte == UInt8(ascii: "\"") { isInString.toggle() }
            if isInString || ![0x20, 0x09, 0x0A, 0x0D].contains(byte) { result.append(byte) }
            index += 1
        }
        return result
    }

    /// The letters that an escape stands for, and how long it is; nil for one that must stay.
    private static func letters(at index: Int, in text: [UInt8]) -> ([UInt8], Int)? {
        if text[index + 1] == UInt8(ascii: "/") { return ([UInt8(ascii: "/")], 2) }
        guard let first = unit(at: index, in: text) else { return nil }
        if UTF16.isLeadSurrogate(first) {
            guard let second = unit(at: index + 6, in: text), UTF16.isTrailSurrogate(second) else { return nil }
            return (Array(String(decoding: [first, second], as: UTF16.self).utf8), 12)
        }
        guard first >= 0x20, first != 0x22, first != 0x5C, !UTF16.isTrailSurrogate(first) else { return nil }
        return (Array(String(decoding: [first], as: UTF16.self).utf8), 6)
    }

    /// The number of `\uXXXX`; nil for all else.
    private static func unit(at index: Int, in text: [UInt8]) -> UInt16? {
        guard index + 6 <= text.endIndex, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: text[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
