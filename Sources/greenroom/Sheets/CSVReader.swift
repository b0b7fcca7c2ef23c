/// Reads comma-separated values (RFC 4180): fields in quotes may hold separators, line ends and doubled quotes. Where the
/// first line has semicolons and no commas, as some spreadsheets write, semicolons separate.
struct CSVReader {
    /// One record and the line of the file on which it begins, counted from 1.
    struct Record: Hashable {
        var line: Int
        var fields: [String]
    }

    private let text: [Character]
    private let separator: Character
    private var place = 0
    private var line = 1

    /// All records but empty lines. Throws where a quote is not closed, or letters follow one.
    static func records(_ text: String) throws(CommandFailure) -> [Record] {
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

    private mutating func record() throws(CommandFailure) -> Record {
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
    private mutating func field() throws(CommandFailure) -> String {
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
                        throw CommandFailure("Line \(line): after a closing quote comes a separator.", .refused)
                    }
                    return field
                }
                place += 1
            } else if character.isNewline {
                line += 1
            }
            field.append(character)
        }
        throw CommandFailure("Line \(start): a quote is not closed.", .refused)
    }
}
