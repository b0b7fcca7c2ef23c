import TerminalUI

/// Turns a terminal's bytes into inputs, whatever pieces they come in.
///
/// What it does not know is left out: an escape sequence, an answer to a question nobody asked, Alt with a key. None of
/// it becomes keys. A pasted text is one input. It has no clock: after `patience` without a byte, call `giveUp`.
struct InputDecoder {
    private enum State: Equatable {
        case ground
        case escape
        /// After ESC and an intermediate byte: one more final byte to come.
        case escapeIntermediate
        /// ESC [ …
        case control
        /// ESC [ [ and a letter: the function keys of the Linux console.
        case console
        /// ESC [ M and three bytes: the mouse as terminals once reported it.
        case oldMouse(left: Int)
        /// ESC O …
        case single
        /// ESC ] … or ESC P … up to BEL or ESC \.
        case string
        case stringEscape
        case paste(matched: Int)
    }
    private var state = State.ground
    private var parameters: [UInt8] = []
    private var character = PartialCharacter()
    private var pasted: [UInt8] = []

    static let pasteLimit = 65_536
    private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    /// Milliseconds without a byte after which what has begun is given up; nil when nothing has.
    var patience: Int? {
        switch state {
        case .ground: nil
        case .escape: 25
        case .paste: 10_000
        default: 500
        }
    }

    /// Ends what has begun: a lone ESC was the key, an unfinished paste counts as it is, all else is left out.
    mutating func giveUp() -> [Input] {
        defer { state = .ground }
        switch state {
        case .escape: return [.key(.escape)]
        case .paste: return [pasteInput()].compactMap(\.self)
        default: return []
        }
    }

    mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
        var inputs: [Input] = []
        for byte in bytes { if let input = take(byte) { inputs.append(input) } }
        return inputs
    }

    private mutating func take(_ byte: UInt8) -> Input? {
        switch state {
        case .ground: return ground(byte)
        case .escape: return escape(byte)
        case .escapeIntermediate:
            if byte >= 0x30 { state = .ground }
        case .control: return control(byte)
        case .console:
            state = .ground
            return (0x41...0x45).contains(byte) ? .key(.function(Int(byte) - 0x40)) : nil
        case .oldMouse(let left): state = left > 1 ? .oldMouse(left: left - 1) : .ground
        case .single:
            // A digit is a modifier; the key follows.
            if (0x30...0x3B).contains(byte) { return nil }
            state = .ground
            return EscapeSequence.single(byte).map(Input.key)
        case .string:
            if byte == 0x1B { state = .stringEscape }
            if byte == 0x07 || byte == 0x18 || byte == 0x1A { state = .ground }
        case .stringEscape:
            state = .ground
            if byte != 0x5C { return escape(byte) }
        case .paste(let matched): return paste(byte, matched: matched)
        }
        return nil
    }

    private mutating func ground(_ byte: UInt8) -> Input? {
        if byte >= 0x80 {
            guard let scalar = character.add(byte) else { return nil }
            switch scalar.value {
            case 0x9B: begin(.control)
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F: begin(.string)
            case 0x80..<0xA0: break
            default: return .key(.character(Character(scalar)))
            }
            return nil
        }
        character.reset()
        switch byte {
        case 0x1B: begin(.escape)
        case 0x08, 0x7F: return .key(.backspace)
        case 0x09: return .key(.tab)
        case 0x0A, 0x0D: return .key(.enter)
        case 0x00: return .key(.control(" "))
        case 0x01...0x1A: return .key(.control(Character(Unicode.Scalar(byte + 0x60))))
        case 0x1C...0x1F: return .key(.control(Character(Unicode.Scalar(byte + 0x40))))
        default: return .key(.character(Character(Unicode.Scalar(byte))))
        }
        return nil
    }

    private mutating func begin(_ next: State) {
        state = next
        parameters = []
    }

    private mutating func escape(_ byte: UInt8) -> Input? {
        switch byte {
        case 0x1B: return .key(.escape)
        case 0x5B: begin(.control)
        case 0x4F: begin(.single)
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: begin(.string)
        case 0x20..<0x30: state = .escapeIntermediate
        default:
            // Alt with a key. A letter of several bytes goes whole.
            state = .ground
            character.reset()
            if byte >= 0x80 { character.leaveOut(byte) }
        }
        return nil
    }

    private mutating func control(_ byte: UInt8) -> Input? {
        switch byte {
        case 0x1B: begin(.escape)
        case 0x20..<0x40:
            if parameters.count < 64 { parameters.append(byte) }
        case 0x5B where parameters.isEmpty: state = .console
        case 0x4D where parameters.isEmpty: state = .oldMouse(left: 3)
        case 0x40..<0x7F:
            state = .ground
            let sequence = EscapeSequence(parameters: parameters, final: byte)
            guard !sequence.beginsPaste else {
                begin(.paste(matched: 0))
                pasted = []
                return nil
            }
            return sequence.input
        default: state = .ground
        }
        return nil
    }

    private mutating func paste(_ byte: UInt8, matched: Int) -> Input? {
        if byte == Self.pasteEnd[matched] {
            guard matched + 1 == Self.pasteEnd.count else {
                state = .paste(matched: matched + 1)
                return nil
            }
            state = .ground
            return pasteInput()
        }
        // What looked like the end was text. Its ESC is left out like every control character.
        for earlier in Self.pasteEnd[..<matched].dropFirst() { keep(earlier) }
        state = .paste(matched: byte == 0x1B ? 1 : 0)
        if byte != 0x1B { keep(byte) }
        return nil
    }

    private mutating func keep(_ byte: UInt8) {
        if pasted.count < Self.pasteLimit { pasted.append(byte) }
    }

    private mutating func pasteInput() -> Input? {
        defer { pasted = [] }
        let scalars = String(decoding: pasted, as: UTF8.self).unicodeScalars
        let text = String(String.UnicodeScalarView(scalars.filter { $0.properties.generalCategory != .control }))
        return text.isEmpty ? nil : .paste(text)
    }
}

/// The bytes of a character so far.
private struct PartialCharacter {
    private var bytes: [UInt8] = []
    private var isLeftOut = false

    mutating func reset() {
        bytes = []
        isLeftOut = false
    }
    /// Takes the first byte of a character that will not be returned.
    mutating func leaveOut(_ byte: UInt8) {
        isLeftOut = true
        _ = add(byte)
    }
    /// The scalar that this byte completes. A byte that cannot follow begins anew.
    mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
        let continues = byte & 0xC0 == 0x80
        if !continues, !bytes.isEmpty { reset() }
        bytes.append(byte)
        let wanted =
            switch bytes[0] {
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 0
            }
        guard wanted > 0 else {
            reset()
            return nil
        }
        guard bytes.count == wanted else { return nil }
        let wasLeftOut = isLeftOut
        let text = String(validating: bytes, as: UTF8.self)
        reset()
        return wasLeftOut ? nil : text?.unicodeScalars.first
    }
}
