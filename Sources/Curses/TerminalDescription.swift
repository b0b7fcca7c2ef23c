import Glibc

/// A terminal's compiled description (term(5)), as far as colours need it.
struct TerminalDescription {
    private var bytes: [UInt8]

    private static let shortNumbers = 0x11A
    private static let longNumbers = 0x21E
    /// Places in the tables of numbers and strings.
    private static let maxColors = 13
    private static let maxPairs = 14
    private static let foreground = 359
    private static let background = 360

    /// Nil when the bytes are none, or too few.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 12, [Self.shortNumbers, Self.longNumbers].contains(short(at: 0)),
            numberCount > Self.maxPairs, stringCount > Self.background, table + tableSize <= bytes.count
        else { return nil }
    }

    /// The description of a terminal from the folders where ncurses looks; nil when it stands in none of them.
    init?(of terminal: String) {
        guard let first = terminal.utf8.first, !terminal.contains("/"), !terminal.hasPrefix(".") else { return nil }
        let letter = String(Unicode.Scalar(first))
        let hex = String(first, radix: 16)
        for folder in Self.folders {
            for path in ["\(folder)/\(letter)/\(terminal)", "\(folder)/\(hex)/\(terminal)"] {
                if let bytes = Self.contents(of: path), let found = TerminalDescription(bytes) {
                    self = found
                    return
                }
            }
        }
        return nil
    }

    /// How many colours the terminal is said to have.
    var colors: Int { number(Self.maxColors) }

    /// The description of the same terminal when it takes red, green and blue: 0…255 stay its palette, and larger
    /// numbers are the three bytes.
    func withDirectColor() -> [UInt8] {
        var strings = Array(bytes[table..<table + tableSize])
        var offsets = (0..<stringCount).map { short(at: offsetTable + 2 * $0) }
        for (index, letter) in [(Self.foreground, "3"), (Self.background, "4")] {
            offsets[index] = strings.count
            strings += Array(Self.setColor(letter).utf8) + [0]
        }
        var numbers = (0..<numberCount).map(number)
        numbers[Self.maxColors] = 1 << 24
        numbers[Self.maxPairs] = 1 << 16
        var result: [UInt8] = []
        let head = [Self.longNumbers, namesSize, flagCount, numberCount, stringCount, strings.count]
        head.forEach { result.append(short: $0) }
        result += bytes[12..<12 + namesSize + flagCount]
        if result.count % 2 == 1 { result.append(0) }
        numbers.forEach { result.append(long: $0) }
        offsets.forEach { result.append(short: $0) }
        result += strings
        if result.count % 2 == 1 { result.append(0) }
        // What ncurses asks for by name: AX, that 39 and 49 are the own colours, and RGB, that numbers are colours.
        let names = Array("AX\0RGB\0".utf8)
        [2, 0, 0, 2, names.count].forEach { result.append(short: $0) }
        result += [1, 1]
        [0, 3].forEach { result.append(short: $0) }
        return result + names
    }

    /// Sets one colour; `letter` is 3 for letters and 4 for the ground.
    private static func setColor(_ letter: String) -> String {
        let bright = letter == "3" ? "9" : "10"
        return "\u{1B}[%?%p1%{8}%<%t\(letter)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d"
            + "%e%p1%{256}%<%t\(letter)8;5;%p1%d"
            + "%e\(letter)8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
    }

    // The parts of the file.

    private var namesSize: Int { short(at: 2) }
    private var flagCount: Int { short(at: 4) }
    private var numberCount: Int { short(at: 6) }
    private var stringCount: Int { short(at: 8) }
    private var tableSize: Int { short(at: 10) }
    private var numberSize: Int { short(at: 0) == Self.longNumbers ? 4 : 2 }
    private var numberTable: Int { (12 + namesSize + flagCount + 1) / 2 * 2 }
    private var offsetTable: Int { numberTable + numberSize * numberCount }
    private var table: Int { offsetTable + 2 * stringCount }

    private func number(_ index: Int) -> Int {
        let place = numberTable + numberSize * index
        guard numberSize == 4 else { return short(at: place) }
        return place + 4 > bytes.count
            ? -1 : Int(Int32(truncatingIfNeeded: short(at: place) & 0xFFFF | short(at: place + 2) << 16))
    }
    /// -1 and -2 stand for what the terminal has not.
    private func short(at place: Int) -> Int {
        guard place + 2 <= bytes.count else { return -1 }
        return Int(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8))
    }

    // Where it stands.

    private static var folders: [String] {
        let own = environment("TERMINFO")
        let listed = environment("TERMINFO_DIRS").split(separator: ":").map(String.init)
        return ([own, environment("HOME") + "/.terminfo"] + listed).filter { $0.hasPrefix("/") }
            + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    }

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // ncurses itself takes no larger ones.
        var buffer = [UInt8](repeating: 0, count: 32_768)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}

extension [UInt8] {
    fileprivate mutating func append(short value: Int) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }
    fileprivate mutating func append(long value: Int) {
        append(short: value)
        append(short: value >> 16)
    }
}
