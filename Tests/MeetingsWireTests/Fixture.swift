import Foundation
import MeetingsWire
import Testing

/// The recorded and invented bodies in `Fixtures`.
enum Fixture {
    /// The file's bytes as they stand.
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
        return Array(try Data(contentsOf: url))
    }

    /// The same JSON without the blanks and line breaks that make the file readable: what we write ourselves.
    static func compact(_ name: String) throws -> String {
        let value = try JSONReader.value(of: bytes(name))
        return text(JSONWriter.bytes { $0.value(value) })
    }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
