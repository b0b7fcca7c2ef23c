internal import FoundationEssentials
internal import GRDB
internal import Meetings

/// Positional columns as the values of `Meetings`. Hot paths read rows by position: it is many times faster than by name.
extension Row {
    func time(_ column: Int) -> Timestamp { Timestamp(milliseconds: self[column]) }

    func optionalTime(_ column: Int) -> Timestamp? {
        (self[column] as Int64?).map(Timestamp.init(milliseconds:))
    }

    func id<ID: Identifier>(_ column: Int) -> ID { ID(self[column] as String) }

    func optionalID<ID: Identifier>(_ column: Int) -> ID? {
        (self[column] as String?).map(ID.init(rawValue:))
    }

    /// One of a closed set of spellings. Throws for any other: only damage or a newer version writes one.
    func choice<Choice: RawRepresentable>(_ column: Int) throws -> Choice
    where Choice.RawValue == String {
        let text: String = self[column]
        guard let choice = Choice(rawValue: text) else {
            throw StorageError(
                .corrupt, "The database holds \"\(text.scrubbed(limit: 40))\", which is no known value.")
        }
        return choice
    }

    func bytes(_ column: Int) -> [UInt8] { [UInt8](self[column] as Data) }

    /// Three columns in a row: rooms, sessions, recordings.
    func callbackURLs(_ column: Int) -> CallbackURLs {
        CallbackURLs(rooms: self[column], sessions: self[column + 1], recordings: self[column + 2])
    }
}
