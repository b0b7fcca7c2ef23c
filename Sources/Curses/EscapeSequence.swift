import TerminalUI

/// A finished control sequence: ESC [, parameters, and the byte that ends it.
///
/// The keys of xterm, tmux, screen, rxvt, the Linux console and the VT family, in both of their cursor key modes, so
/// the terminal's mode need not be changed.
struct EscapeSequence {
    let parameters: [UInt8]
    let final: UInt8

    var beginsPaste: Bool { final == 0x7E && parameters == [0x32, 0x30, 0x30] }

    /// What it says; nil for what is not known.
    var input: Input? {
        if parameters.first == 0x3C { return mouse }
        // Private answers begin with one of ? > =.
        guard let numbers = numbers(parameters[...]), numbers.count <= 2 else { return nil }
        let modifiers = (numbers.count == 2 ? numbers[1] : 1) - 1
        // Alt is never a key of ours.
        guard (0..<16).contains(modifiers), modifiers & 2 == 0 else { return nil }
        if final == 0x7E { return Self.numbered(numbers.first ?? 0).map(Input.key) }
        guard numbers.isEmpty || numbers[0] <= 1 else { return nil }
        if final == 0x5A { return .key(.backTab) }
        // ESC [ … R with numbers is a report of the cursor's place.
        if final == 0x52, !numbers.isEmpty { return nil }
        return final == 0x4D ? nil : Self.single(final).map(Input.key)
    }

    /// The key of ESC O and a letter, and of ESC [ and a letter.
    static func single(_ letter: UInt8) -> Key? {
        switch letter {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x4D: .enter
        case 0x50...0x53: .function(Int(letter) - 0x4F)
        default: nil
        }
    }

    /// The key of ESC [, a number and `~`.
    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28...29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    private var mouse: Input? {
        guard let numbers = numbers(parameters.dropFirst()), numbers.count == 3, numbers[1] > 0, numbers[2] > 0
        else { return nil }
        let buttons: MouseButtons
        switch (numbers[0], final) {
        case (0, 0x4D): buttons = .pressed
        case (0, 0x6D): buttons = .released
        case (64, 0x4D): buttons = .wheelUp
        case (65, 0x4D): buttons = .wheelDown
        default: return nil
        }
        return .mouse(row: numbers[2] - 1, column: numbers[1] - 1, buttons: buttons)
    }

    /// Numbers between semicolons, empty ones 0; nil when there is anything else.
    private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
        if bytes.isEmpty { return [] }
        var numbers = [0]
        for byte in bytes {
            if byte == 0x3B {
                numbers.append(0)
            } else if (0x30...0x39).contains(byte), let last = numbers.last, last < 100_000 {
                numbers[numbers.count - 1] = last * 10 + Int(byte - 0x30)
            } else {
                return nil
            }
        }
        return numbers
    }
}
