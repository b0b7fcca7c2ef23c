/// A colour of a letter or its ground: the terminal's own, one of its palette, or red, green and blue.
///
/// What a terminal cannot show becomes the nearest it can (`nearest(of:)`), so a colour is written down once.
public struct Color: Hashable, Sendable {
    /// -1, then the palette, then 2²⁴ and the three bytes.
    private let code: Int32
    private static let direct: Int32 = 1 << 24

    /// The number of colours of a terminal that shows any red, green and blue.
    public static let allColors = 1 << 24

    private init(code: Int32) { self.code = code }

    /// A number below 2²⁸, for a style to keep; the own colour is 0.
    var bits: UInt64 { UInt64(code + 1) }
    /// The colour in the lowest 28 bits.
    init(bits: UInt64) { code = Int32(bits & 0xFFF_FFFF) - 1 }

    /// What the terminal takes when it is told nothing.
    public static let own = Color(code: -1)

    /// A colour of the terminal's palette, 0…255: 8 that people choose, their 8 bright forms, a cube of 6×6×6 and 24
    /// greys. Any other number is the terminal's own colour.
    public init(index: Int) { code = (0...255).contains(index) ? Int32(index) : -1 }

    /// Three parts, 0…255; what is outside counts as the nearest end.
    public init(red: Int, green: Int, blue: Int) {
        func byte(_ part: Int) -> Int32 { Int32(min(255, max(0, part))) }
        code = Self.direct | byte(red) << 16 | byte(green) << 8 | byte(blue)
    }

    /// `#rgb` or `#rrggbb`, with or without its `#`; nil for anything else.
    public init?(hex: String) {
        let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex[...]
        guard digits.utf8.allSatisfy({ $0 < 0x80 }), digits.allSatisfy(\.isHexDigit),
            let number = Int(digits, radix: 16)
        else { return nil }
        switch digits.utf8.count {
        case 3: self.init(red: (number >> 8) * 17, green: (number >> 4 & 15) * 17, blue: (number & 15) * 17)
        case 6: self.init(red: number >> 16, green: number >> 8 & 255, blue: number & 255)
        default: return nil
        }
    }

    /// True for the terminal's own colour.
    public var isOwn: Bool { code < 0 }
    /// The number in the palette; nil for other colours.
    public var index: Int? { (0..<Self.direct).contains(code) ? Int(code) : nil }

    /// Red, green and blue, 0…255; nil for the terminal's own. The first 16 are taken as xterm has them, though
    /// people choose them.
    public var components: (red: Int, green: Int, blue: Int)? {
        guard code >= 0 else { return nil }
        guard let index else { return (Int(code >> 16 & 255), Int(code >> 8 & 255), Int(code & 255)) }
        if index < 16 { return Self.basic[index] }
        if index >= 232 { return (8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10) }
        let cube = index - 16
        return (Self.levels[cube / 36], Self.levels[cube / 6 % 6], Self.levels[cube % 6])
    }

    /// `#rrggbb`; nil for the terminal's own.
    public var hex: String? {
        guard let (red, green, blue) = components else { return nil }
        let digits = String(red << 16 | green << 8 | blue, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The usual name of the first 16 of the palette: `green`, `bright green`.
    public var name: String? {
        guard let index, index < 16 else { return nil }
        return (index < 8 ? "" : "bright ") + Self.names[index % 8]
    }

    /// What xterm shows for the first 16.
    private static let basic: [(red: Int, green: Int, blue: Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    /// The steps of the cube.
    static let levels = [0, 95, 135, 175, 215, 255]
}

extension Color: ExpressibleByIntegerLiteral {
    /// A colour of the palette; -1 is the terminal's own.
    public init(integerLiteral value: Int) { self.init(index: value) }
}
