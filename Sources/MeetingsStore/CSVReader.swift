/// Reads comma-separated values (RFC 4180): fields in quotes may hold separators, line ends and doubled quotes. Where the
/// first line has semicolons and no commas, as some spreadsheets write, semicolons separate.
public struct CSVReader {
    /// One record.
    public struct Record: Hashable, Sendable {
        /// The line of the file on which it begins, counted from 1.
        public var line: Int
        /// Its fields, quotes taken off.
        public var fields: [String]
    }

    private let text: [Character]
    private let separator: Character
    private var place = 0
    private var line = 1

    /// All records but empty lines. Throws where a quote is not closed, or letters follow one.
    public static func records(_ text: String) throws(CSVMistake) -> [Record] {
        var reader = CSVReader(text)
        var records: [Record] = []
        while reader.place < reader.text.count {
            let record = try reader.record()
            if record.fields != [""] { records.append(record) }
        }
        return records
    }

    private init(_ text: String) {
        let text = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
        let first = text.prefix { !$0.isNewline }
        separator = first.contains(";") && !first.contains(",") ? ";" : ","
        self.text = Array(text)
    }

    private mutating func record() throws(CSVMistake) -> Record {
        var record = Record(line: line, fields: [])
        while true {
            record.fields.append(try field())
            guard place < text.count else { return record }
            let character = text[place]
            place += 1
            if character.isNewline {
                line += 1
                return record
            }
        }
    }

    /// The next field; ends before its separator or line end.
    private mutating func field() throws(CSVMistake) -> String {
        guard place < text.count, text[place] == "\"" else {
            let start = place
            while place < text.count, text[place] != separator, !text[place].isNewline { place += 1 }
            return String(text[start..<place])
        }
        let start = line
        var field = ""
        place += 1
        while place < text.count {
            let character = text[place]
            place += 1
            if character == "\"" {
                guard place < text.count, text[place] == "\"" else {
                    guard place == text.count || text[place] == separator || text[place].isNewline else {
                        throw CSVMistake(line: line, sentence: "After a closing quote comes a separator.")
                    }
                    return field
                }
                place += 1
            } else if character.isNewline {
                line += 1
            }
            field.append(character)
        }
        throw CSVMistake(line: start, sentence: "A quote is not closed.")
    }
}

/// Why a text is no table.
public struct CSVMistake: Error, Hashable {
    /// The line of the file, counted from 1.
    public var line: Int
    /// What is wrong with it, for a person.
    public var sentence: String
}
