import Meetings
import MeetingsWire

/// How `greenroom status` writes. Names and order of fields are a promise to scripts.
enum StatusFormat: String, CaseIterable, Sendable {
    case text, tmux, json, ndjson, csv

    /// The line before all others, where the format has one.
    var heading: String? {
        self == .csv ? Self.fields(nil).map(\.name).joined(separator: ",") + "\n" : nil
    }

    /// One line, ended by a line feed. While watching, the age is left out of what people read: it would be that of
    /// the last change.
    func line(_ status: StatusSummary, isWatching: Bool = false, ascii: Bool = false) -> String {
        switch self {
        case .text: Self.sentence(status, isWatching: isWatching) + "\n"
        case .tmux: Self.short(status, isWatching: isWatching, ascii: ascii) + "\n"
        case .json, .ndjson: Self.object(status) + "\n"
        case .csv: Self.fields(status).map { Self.cell($0.value) }.joined(separator: ",") + "\n"
        }
    }

    private enum Value {
        case text(String)
        case number(Int?)
    }

    private static func fields(_ status: StatusSummary?) -> [(name: String, value: Value)] {
        [
            ("at", .text(status?.at.iso8601 ?? "")), ("environment", .text(status?.environment ?? "")),
            ("link", .text(status?.link.rawValue ?? "")),
            ("age_ms", .number(status?.age.map { Int($0 / .milliseconds(1)) })),
            ("critical", .number(status?.critical)), ("warning", .number(status?.warning)),
            ("rooms_live", .number(status?.roomsLive)), ("rooms", .number(status?.rooms)),
            ("people", .number(status?.people)), ("waiting", .number(status?.waiting)),
            ("recordings", .number(status?.recordings)), ("decided", .number(status?.decided)),
        ]
    }

    private static func object(_ status: StatusSummary) -> String {
        let bytes = JSONWriter.bytes { writer in
            writer.object { writer in
                for (name, value) in fields(status) {
                    writer.key(escaping: name)
                    switch value {
                    case .text(let text): writer.string(text)
                    case .number(let number?): writer.integer(Int64(number))
                    case .number(nil): writer.null()
                    }
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func cell(_ value: Value) -> String {
        switch value {
        case .number(let number): number.map(String.init) ?? ""
        case .text(let text): CSVText.cell(text)
        }
    }

    private static func short(_ status: StatusSummary, isWatching: Bool, ascii: Bool) -> String {
        let counts =
            "!!\(status.critical) !\(status.warning) \(status.roomsLive)live \(status.people)in rec\(status.recordings)"
        let age = isWatching ? nil : status.age.map(ageText)
        switch status.link {
        case .live: return "\(counts) \(ascii ? "*" : "●")\(age ?? "live")"
        case .frozen: return "FROZEN\(age.map { " " + $0 } ?? "") \(counts)"
        case .down: return "DOWN" + (status.age == nil ? "" : "\(age.map { " " + $0 } ?? "") \(counts)")
        case .connecting: return "CONNECTING"
        }
    }

    private static func sentence(_ status: StatusSummary, isWatching: Bool) -> String {
        let age = isWatching ? nil : status.age.map { "\(ageText($0)) old" }
        let link =
            switch status.link {
            case .live: "live" + (age.map { ", \($0)" } ?? "")
            case .frozen: "FROZEN" + (age.map { ", \($0)" } ?? "")
            case .down: "DOWN" + (age.map { ", \($0)" } ?? "")
            case .connecting: "connecting"
            }
        if status.age == nil { return "\(status.environment): \(link)" }
        return "\(status.environment): \(link); \(counted(status.critical, "critical alarm")), "
            + "\(counted(status.warning, "warning")); \(status.roomsLive) of \(counted(status.rooms, "room")) live, "
            + "\(counted(status.people, "person", "people")) inside, "
            + (status.waiting.map { "\($0) waiting, " } ?? "") + counted(status.recordings, "recording")
    }

    /// `0.3s`, `12s`, `3m`, `2h`.
    private static func ageText(_ age: Duration) -> String {
        let milliseconds = Int(age / .milliseconds(1))
        let seconds = milliseconds / 1000
        if seconds < 10 { return "\(seconds).\(milliseconds % 1000 / 100)s" }
        if seconds < 120 { return "\(seconds)s" }
        return seconds < 7200 ? "\(seconds / 60)m" : "\(seconds / 3600)h"
    }
}
