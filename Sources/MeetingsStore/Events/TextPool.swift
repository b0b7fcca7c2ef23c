/// Each text once, named by a number: how a million events share the names of rooms and people.
///
/// A text costs its UTF-8 bytes and about eight more. Nothing is ever taken out; `EventLog` fills a new pool now and
/// then.
struct TextPool: Sendable {
    /// The number of the empty text, which also stands for none.
    static let none: UInt32 = 0
    /// A number names a block by its upper half and a byte in it by its lower one.
    private static let blockSize = 1 << 16
    /// What is longer is cut: two bytes hold the length, and no API has such names.
    private static let longest = 60_000

    private var blocks: [[UInt8]] = []
    /// Numbers by the hashes of their texts, 0 where there is none; its length is a power of two.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var used = 0

    /// The number of a text, which is put in when it is new.
    mutating func number(for text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { number(for: UnsafeRawBufferPointer($0)) }
    }

    /// The number of a text in UTF-8, which is put in when it is new.
    mutating func number(for text: UnsafeRawBufferPointer) -> UInt32 {
        let text = UnsafeRawBufferPointer(rebasing: text.prefix(Self.longest))
        if text.isEmpty { return Self.none }
        let slot = slot(of: text)
        if slots[slot] != 0 { return slots[slot] }
        let number = store(text)
        slots[slot] = number
        used += 1
        if used * 4 > slots.count * 3 { grow() }
        return number
    }

    /// The number of a text that is there already.
    func known(_ text: UnsafeRawBufferPointer) -> UInt32? {
        if text.isEmpty { return Self.none }
        let number = slots[slot(of: text)]
        return number == 0 ? nil : number
    }

    /// The number of a text that is there already.
    func known(_ text: String) -> UInt32? {
        var text = text
        return text.withUTF8 { known(UnsafeRawBufferPointer($0)) }
    }

    /// The text of a number that this pool gave out.
    subscript(number: UInt32) -> String {
        if number == Self.none { return "" }
        return withBytes(of: number) { String(decoding: $0, as: UTF8.self) }
    }

    private func withBytes<Value>(of number: UInt32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let start = Int(number & 0xFFFF)
        return blocks[Int(number >> 16)].withUnsafeBytes { block in
            let count = Int(block.loadUnaligned(fromByteOffset: start, as: UInt16.self))
            return body(UnsafeRawBufferPointer(rebasing: block[(start + 2)..<(start + 2 + count)]))
        }
    }

    private mutating func store(_ text: UnsafeRawBufferPointer) -> UInt32 {
        if blocks.last.map({ $0.count + text.count + 2 > Self.blockSize }) ?? true {
            var block: [UInt8] = []
            block.reserveCapacity(Self.blockSize)
            // Number 0 is taken.
            if blocks.isEmpty { block.append(0) }
            blocks.append(block)
        }
        let (block, start) = (blocks.count - 1, blocks[blocks.count - 1].count)
        withUnsafeBytes(of: UInt16(text.count)) { blocks[block].append(contentsOf: $0) }
        blocks[block].append(contentsOf: text)
        return UInt32(block) << 16 | UInt32(start)
    }

    /// Where the text stands in `slots`, or where it would.
    private func slot(of text: UnsafeRawBufferPointer) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(text) & mask
        while slots[slot] != 0, !withBytes(of: slots[slot], { Self.areEqual($0, text) }) { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for number in slots where number != 0 {
            var slot = withBytes(of: number) { Self.hash($0) } & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = number
        }
        slots = larger
    }

    /// Seeded for each process, so that nobody can choose names that fall on one slot.
    private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        return hasher.finalize()
    }

    private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while index + 8 <= left.count {
            guard
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < left.count {
            if left[index] != right[index] { return false }
            index += 1
        }
        return true
    }
}
