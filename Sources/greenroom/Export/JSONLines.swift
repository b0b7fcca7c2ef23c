import Meetings
import MeetingsWire

/// JSON with a line for each value, for people.
enum JSONLines {
    /// The lines, scrubbed. What is no JSON is one line as it stands.
    static func text(_ json: [UInt8]) -> [String] {
        guard let value = try? JSONReader.value(of: json) else {
            return [String(decoding: json, as: UTF8.self).scrubbed(limit: 2000)]
        }
        var lines: [String] = []
        append(value, before: "", after: "", depth: 0, to: &lines)
        return lines
    }

    private static func append(
        _ value: JSONValue, before: String, after: String, depth: Int, to lines: inout [String]
    ) {
        let indent = String(repeating: "  ", count: min(depth, 20))
        switch value {
        case .object(let members) where !members.isEmpty:
            lines.append(indent + before + "{")
            for (index, member) in members.enumerated() {
                append(
                    member.value, before: quoted(member.key) + ": ", after: index + 1 < members.count ? "," : "",
                    depth: depth + 1, to: &lines)
            }
            lines.append(indent + "}" + after)
        case .array(let values) where !values.isEmpty:
            lines.append(indent + before + "[")
            for (index, value) in values.enumerated() {
                append(
                    value, before: "", after: index + 1 < values.count ? "," : "", depth: depth + 1, to: &lines)
            }
            lines.append(indent + "]" + after)
        default: lines.append(indent + before + plain(value) + after)
        }
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): quoted(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONWriter.bytes { $0.string(text) }, as: UTF8.self).scrubbed(limit: 1000)
    }
}
