import Meetings
import MeetingsWire

/// Events as rows of a table.
enum EventSheet {
    static let headings = [
        "sequence", "at", "name", "room_id", "session_id", "participant_id", "recording_id", "theme_id", "subject",
        "is_host", "duration",
    ]

    static func cells(_ event: EventEnvelope) -> [String] {
        let body = (try? JSONReader.value(of: event.body)) ?? .null
        let inner = body["room"] ?? body["theme"] ?? body
        func text(_ names: String...) -> String {
            for name in names {
                switch inner[name] {
                case .string(let text): return text.scrubbed(limit: 500)
                case .integer(let number): return String(number)
                case .bool(let value): return String(value)
                default: continue
                }
            }
            return ""
        }
        return [
            String(event.sequence), event.at.iso8601, event.name.scrubbed(),
            event.roomID?.rawValue.scrubbed() ?? text("id", "room_id"),
            event.sessionID?.rawValue.scrubbed() ?? text("session_id"), text("participant_id"), text("recording_id"),
            text("theme_id"), text("display_name", "theme_name", "name"), text("is_host"), text("duration"),
        ]
    }
}
