public import Meetings

/// What is planned for a day: when which room begins, who is host, and whether it is recorded.
public struct RunSheet: Hashable, Sendable {
    /// The lines, the earliest first.
    public var entries: [Entry] = []
    /// Lines that could not be read.
    public var problems: [Problem] = []

    /// One planned meeting.
    public struct Entry: Hashable, Sendable {
        /// When it begins.
        public var at: Timestamp
        /// The room's name, or its id, scrubbed.
        public var room: String
        /// Who is expected as host, scrubbed; may be empty.
        public var host: String
        /// True when it is to be recorded.
        public var isRecorded: Bool
        /// What else is to be known, scrubbed; may be empty.
        public var note: String
    }

    /// A line that could not be read.
    public struct Problem: Hashable, Sendable {
        /// The number of the line in the file, from 1.
        public var line: Int
        /// What is wrong with it, for a person.
        public var sentence: String
    }

    /// Nothing is planned.
    public init() {}

    /// Reads comma-separated values (RFC 4180) under the headings PLAN, ROOM, HOST, REC and NOTE, in any order; PLAN and
    /// ROOM must be there. PLAN is a time of day, meant for the day of `now`, or a date and a time.
    public init(csv text: String, now: Timestamp, utcOffset: Int) {
        let lines: [CSVReader.Record]
        do throws(CSVMistake) {
            lines = try CSVReader.records(text).filter { !$0.fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
        } catch {
            problems = [Problem(line: error.line, sentence: error.sentence)]
            return
        }
        guard let heading = lines.first else {
            problems = [Problem(line: 1, sentence: "The run sheet is empty. It begins with PLAN,ROOM,HOST,REC,NOTE.")]
            return
        }
        var columns: [String: Int] = [:]
        for (index, name) in heading.fields.enumerated() { columns[Self.trimmed(name).uppercased()] = index }
        guard columns["PLAN"] != nil, columns["ROOM"] != nil else {
            let sentence = "The first line must name the columns PLAN and ROOM, and may name HOST, REC and NOTE."
            problems = [Problem(line: heading.line, sentence: sentence)]
            return
        }
        for line in lines.dropFirst() {
            func field(_ name: String) -> String {
                guard let index = columns[name], index < line.fields.count else { return "" }
                return Self.trimmed(line.fields[index]).scrubbed()
            }
            guard let at = Self.time(field("PLAN"), now: now, utcOffset: utcOffset) else {
                let sentence = "PLAN is \"\(field("PLAN"))\": write 10:00, 2031-03-04 10:00 or a full ISO 8601 time."
                problems.append(Problem(line: line.line, sentence: sentence))
                continue
            }
            guard !field("ROOM").isEmpty else {
                problems.append(Problem(line: line.line, sentence: "ROOM is empty: write the room's name or id."))
                continue
            }
            entries.append(
                Entry(
                    at: at, room: field("ROOM"), host: field("HOST"), isRecorded: Self.isYes(field("REC")),
                    note: field("NOTE")))
        }
        entries.sort { $0.at == $1.at ? $0.room < $1.room : $0.at < $1.at }
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func isYes(_ text: String) -> Bool {
        ["yes", "y", "true", "1", "x", "✓", "rec", "auto", "on", "ja", "oui"].contains(text.lowercased())
    }

    private static func time(_ text: String, now: Timestamp, utcOffset: Int) -> Timestamp? {
        let parts = text.split(separator: " ")
        let day = parts.count == 2 ? String(parts[0]) : now.civil(utcOffset: utcOffset).dateText
        if let clock = parts.last, clock.contains(":"), !clock.contains("T") {
            let padded = clock.firstIndex(of: ":").map { clock[..<$0].count } == 1 ? "0\(clock)" : String(clock)
            let full = padded.count == 5 ? padded + ":00" : padded
            return Timestamp("\(day)T\(full)Z").map { $0 - .seconds(utcOffset) }
        }
        return Timestamp(text)
    }
}
