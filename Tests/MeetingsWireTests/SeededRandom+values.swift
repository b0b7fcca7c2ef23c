import Meetings
import MeetingsWire
import ValueSupport

/// Random values of the API, its texts as hostile as they come.
extension SeededRandom {
    mutating func bool() -> Bool { Bool.random(using: &self) }

    mutating func maybe<Value>(_ value: (inout SeededRandom) -> Value) -> Value? { bool() ? value(&self) : nil }

    mutating func choice<Choice: CaseIterable>(_ type: Choice.Type = Choice.self, else other: Choice) -> Choice {
        type.allCases.randomElement(using: &self) ?? other
    }

    /// Any text: escapes, controls, wide and combining characters, code points from everywhere.
    mutating func text() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...20, using: &self) {
            let limit: UInt32 = [0x80, 0x800, 0x10000, 0x110000].randomElement(using: &self) ?? 0x80
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &self)) { scalars.append(scalar) }
        }
        return String(scalars)
    }

    /// From the year 0 to the year 9999.
    mutating func time() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &self))
    }

    mutating func json(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(bool())
        case 2: return .integer(Int64(bitPattern: next()))
        case 3: return .number(Double.random(in: -1...1, using: &self) * 1e-7 + 0.5e-9)
        case 4: return .string(text())
        case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            return .object(
                (0..<Int.random(in: 0...4, using: &self)).map { _ in
                    JSONValue.Member(key: text(), value: json(depth: depth - 1))
                })
        }
    }
}
