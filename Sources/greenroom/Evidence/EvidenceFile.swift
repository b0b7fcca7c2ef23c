import Meetings
import MeetingsClient
import MeetingsWire

/// The evidence of what happened in one room or session: what it is about, each event, each callback with its attempts
/// and answers, and a seal.
struct EvidenceFile {
    private(set) var bytes: [UInt8] = []
    private var chain = EvidenceChain()

    /// What it is about. The facts come first in the file.
    mutating func begin(_ facts: [(String, String?)]) {
        let fields = JSONFields.object(facts)
        add(Array(#"{"evidence":1,"#.utf8) + fields.dropFirst())
    }

    /// An event, or a callback, as the server gave it.
    mutating func append(_ name: String, _ json: [UInt8]) {
        // The line must stay one line, whatever blanks the server puts between its values.
        let flat = json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        add(Array("{\"\(name)\":".utf8) + flat + [UInt8(ascii: "}")])
    }

    private mutating func add(_ object: [UInt8]) { bytes += chain.append(object) }

    /// Ends the file with the signature of the application.
    mutating func seal(with credentials: Credentials, at time: Timestamp) async throws {
        let seal = FileSeal(
            applicationID: credentials.applicationID, lines: chain.lines, digest: chain.hexadecimal, at: time)
        bytes += Self.sealLine(try await credentials.sign(seal)) + [0x0A]
    }

    /// The last line, without its line feed.
    static func sealLine(_ signed: String) -> [UInt8] { JSONFields.object([("seal", signed)]) }
}
