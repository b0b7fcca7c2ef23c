/// What one cell shows: a character that takes columns, and up to four marks on it, packed so that cells compare fast.
struct Glyph: Hashable, Sendable {
    // Scalars need 21 bits. `low` holds the first three, `high` two more, then the number of scalars and the width.
    private var low: UInt64
    private var high: UInt64

    static let blank = Glyph(" ", width: 1)
    static let placeholder = Glyph(TerminalUI.placeholder, width: 1)
    /// The second column of a wide character.
    static let continuation = Glyph(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
    init(_ scalar: Unicode.Scalar, width: UInt32) {
        low = UInt64(scalar.value)
        high = UInt64(width) << 62 | 1 << 56
    }

    var width: Int { Int(high >> 62) }
    var count: Int { Int(high >> 56 & 7) }
    var first: Unicode.Scalar { self[0] }

    subscript(index: Int) -> Unicode.Scalar {
        let bits = index < 3 ? low >> UInt64(21 * index) : high >> UInt64(21 * (index - 3))
        return Unicode.Scalar(UInt32(bits & 0x1F_FFFF)) ?? TerminalUI.placeholder
    }

    /// Puts a mark onto the character; a fifth is left out.
    mutating func add(mark: Unicode.Scalar) {
        let index = count
        guard index > 0, index < 5 else { return }
        if index == 1, let syllable = first.hangul(with: mark) {
            self = Glyph(syllable, width: 2)
            return
        }
        if index < 3 {
            low |= UInt64(mark.value) << UInt64(21 * index)
        } else {
            high |= UInt64(mark.value) << UInt64(21 * (index - 3))
        }
        high += 1 << 56
    }
}

extension Glyph {
    /// Calls `draw` for each cell's worth of a grapheme cluster: usually one, none for a stray joiner, several where a
    /// script stacks letters.
    ///
    /// Terminals disagree about emoji made of several scalars, so only the first is drawn: what follows a joiner, a
    /// variation selector or a skin tone goes. A flag becomes its two letters. All else takes what `wcwidth` says.
    static func each(in character: Character, _ draw: (Glyph) -> Void) {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return }
        var current: Glyph?
        for (index, scalar) in scalars.enumerated() {
            switch Part(scalar, isFirst: index == 0) {
            case .emojiJoint:
                if first.properties.isEmoji {
                    if let current { draw(current) }
                    return
                }
            case .invisible: break
            case .mark:
                if current == nil { current = .placeholder } else { current?.add(mark: scalar) }
            case .base(let drawn, let width):
                let next = Glyph(drawn, width: width)
                if next == .placeholder, current == .placeholder { continue }
                if let current { draw(current) }
                current = next
            }
        }
        if let current { draw(current) }
    }

    /// What a scalar does in a cluster.
    private enum Part {
        case base(Unicode.Scalar, UInt32)
        case mark
        case invisible
        /// After an emoji it starts what only some terminals understand.
        case emojiJoint

        init(_ scalar: Unicode.Scalar, isFirst: Bool) {
            switch scalar.value {
            case 0x20..<0x7F: self = .base(scalar, 1)
            case 0x200D, 0xFE0E, 0xFE0F: self = .emojiJoint
            case 0x1F3FB...0x1F3FF: self = isFirst ? .base(TerminalUI.placeholder, 1) : .emojiJoint
            case 0x200C where isFirst: self = .invisible
            case 0xFE00...0xFE0D, 0xE0020...0xE007F, 0xE0100...0xE01EF: self = .invisible
            case 0x1F1E6...0x1F1FF:
                self = .base(Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? TerminalUI.placeholder, 1)
            default:
                switch WidthTable.width(of: scalar) {
                case WidthTable.mark: self = .mark
                case WidthTable.unsafe: self = .base(TerminalUI.placeholder, 1)
                case let width: self = .base(scalar, width)
                }
            }
        }
    }
}

extension Unicode.Scalar {
    /// The Korean syllable that this letter or syllable makes with a vowel or final consonant (Unicode 3.12). Terminals
    /// that know only whole syllables would lose the parts.
    fileprivate func hangul(with part: Unicode.Scalar) -> Unicode.Scalar? {
        let (base, next) = (value, part.value)
        if (0x1100...0x1112).contains(base), (0x1161...0x1175).contains(next) {
            return Unicode.Scalar(0xAC00 + ((base - 0x1100) * 21 + next - 0x1161) * 28)
        }
        if (0xAC00...0xD7A3).contains(base), (base - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(next) {
            return Unicode.Scalar(base + next - 0x11A7)
        }
        return nil
    }
}
