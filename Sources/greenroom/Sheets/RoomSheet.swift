import Meetings
import MeetingsStore

/// Rooms that are to be made, from a table: one a line, columns named as the API names its fields.
struct RoomSheet {
    /// A room and where it came from.
    struct Row {
        var line: Int
        var room: NewRoom
        /// The name of the theme that it is to have, where the table gives a name.
        var themeName: String?
    }

    private(set) var rows: [Row] = []
    /// What is wrong, a sentence for each line.
    private(set) var faults: [String] = []

    /// Columns in the order in which help lists them.
    static let columns = [
        "display_name", "type", "expires_at", "expire_after_use", "theme", "theme_id", "join_approval_level",
        "metadata", "auto_record", "record_only_owner", "microphone_state", "language", "is_recording_available",
        "is_chat_available", "is_whiteboard_available", "is_locale_switcher_available", "is_captions_available",
        "rooms_callback_url", "sessions_callback_url", "recordings_callback_url",
    ]

    private static func records(_ text: String) throws(CommandFailure) -> [CSVReader.Record] {
        do throws(CSVMistake) {
            return try CSVReader.records(text)
        } catch {
            throw CommandFailure("Line \(error.line): \(error.sentence)", .refused)
        }
    }

    /// Reads all lines; what is wrong in them is in `faults`. Throws where the text is no table, or its columns are
    /// unknown.
    init(csv text: String, now: Timestamp) throws(CommandFailure) {
        var records = try Self.records(text)[...]
        guard let head = records.popFirst() else { throw CommandFailure("The table is empty.", .refused) }
        let names = head.fields.map { $0.lowercased().filter { !$0.isWhitespace } }
        for name in names where !Self.columns.contains(name) && name != "name" {
            throw CommandFailure(
                "No column is called \"\(name.scrubbed(limit: 40))\". There are: \(Self.columns.joined(separator: ", ")).",
                .refused)
        }
        let columns = names.map { $0 == "name" ? "display_name" : $0 }
        guard columns.contains("display_name") else {
            throw CommandFailure("The first line names the columns; display_name must be one of them.", .refused)
        }
        for record in records {
            do throws(Problem) {
                guard record.fields.count <= columns.count else {
                    throw Problem(.invalidInput, "there are \(record.fields.count) fields for \(columns.count) columns")
                }
                let cells = Dictionary(zip(columns, record.fields), uniquingKeysWith: { first, _ in first })
                rows.append(try Self.row(record.line, cells, now: now))
            } catch {
                faults.append("Line \(record.line): \(error.message.scrubbed(limit: 300))")
            }
        }
    }

    private static func row(_ line: Int, _ cells: [String: String], now: Timestamp) throws(Problem) -> Row {
        let cells = Cells(cells)
        var room = NewRoom(displayName: cells.text("display_name") ?? "", metadata: cells.text("metadata"))
        room.expiresAt = try cells.time("expires_at", now: now)
        room.type = try cells.choice("type") ?? (room.expiresAt == nil ? .instant : .longTerm)
        room.expireAfterUse = try cells.isOn("expire_after_use") ?? false
        room.themeID = cells.text("theme_id").map { ThemeID($0) }
        room.joinApprovalLevel = try cells.choice("join_approval_level") ?? .none
        room.initialMicrophone = try cells.choice("microphone_state") ?? .default
        room.language = try cells.choice("language") ?? .default
        room.recordingOptions = RecordingOptions(
            autoRecord: try cells.isOn("auto_record") ?? false,
            recordOnlyOwner: try cells.isOn("record_only_owner") ?? false)
        room.features = FeaturesUpdate(
            recording: try cells.isOn("is_recording_available"), chat: try cells.isOn("is_chat_available"),
            whiteboard: try cells.isOn("is_whiteboard_available"),
            localeSwitcher: try cells.isOn("is_locale_switcher_available"),
            captions: try cells.isOn("is_captions_available")
        ).applied(to: AvailableFeatures())
        room.callbackURLs = CallbackURLs(
            rooms: cells.text("rooms_callback_url"), sessions: cells.text("sessions_callback_url"),
            recordings: cells.text("recordings_callback_url"))
        try room.validate(now: now)
        return Row(line: line, room: room, themeName: room.themeID == nil ? cells.text("theme") : nil)
    }

    /// Puts the ids of themes where the table has names.
    mutating func name(_ themes: [Theme]) {
        for index in rows.indices {
            guard let name = rows[index].themeName else { continue }
            if let theme = themes.first(where: { $0.name == name }) {
                rows[index].room.themeID = theme.id
            } else {
                faults.append("Line \(rows[index].line): no theme is called \"\(name.scrubbed(limit: 80))\"")
            }
        }
    }
}

/// The cells of one line by their columns; an empty one leaves the default.
private struct Cells {
    private let texts: [String: String]

    init(_ texts: [String: String]) { self.texts = texts }

    func text(_ column: String) -> String? {
        texts[column].flatMap { text in text.contains { !$0.isWhitespace } ? text : nil }
    }

    private func word(_ column: String) -> String? { text(column).map { $0.lowercased().filter { !$0.isWhitespace } } }

    func choice<Value: RawRepresentable & CaseIterable>(_ column: String) throws(Problem) -> Value?
    where Value.RawValue == String {
        guard let word = word(column) else { return nil }
        guard let value = Value(rawValue: word) else {
            let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.invalidInput, "\"\(column)\" must be one of \(all)")
        }
        return value
    }

    func isOn(_ column: String) throws(Problem) -> Bool? {
        guard let word = word(column) else { return nil }
        if ["on", "true", "yes", "1"].contains(word) { return true }
        if ["off", "false", "no", "0"].contains(word) { return false }
        throw Problem(.invalidInput, "\"\(column)\" must be on or off")
    }

    func time(_ column: String, now: Timestamp) throws(Problem) -> Timestamp? {
        guard let text = text(column) else { return nil }
        let entry = text.hasPrefix("+") ? String(text.dropFirst()) : text
        guard let time = ClosingTime(argument: entry)?.instant(now: now) else {
            throw Problem(.invalidInput, "\"\(column)\" must look like 2031-03-04T09:10:00Z, 90m, 2h or 30d")
        }
        return time
    }
}
