public import Meetings

/// The JSON of a refusal (API reference, *Errors*): `message`, `name`, `status`, and `errors` where there are any;
/// `title` and `detail` for 401.
public enum ProblemJSON {
    /// The body of the refusal; its status goes into the answer's head as well.
    public static func write(_ problem: Problem) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                if problem.kind == .unauthorized {
                    writer.field("title", "Unauthorized")
                    writer.field("detail", problem.message)
                } else {
                    writer.field("message", problem.message)
                    writer.field("name", problem.name)
                    writer.field("status", problem.status)
                    if !problem.errors.isEmpty {
                        writer.array("errors") { writer in problem.errors.forEach { writer.string($0) } }
                    }
                }
            }
        }
    }

    /// The refusal in an answer of status `status`. Never fails: proxies answer with anything, and then the status
    /// alone says what happened.
    public static func read(_ bytes: [UInt8], status: Int) -> Problem {
        let body = (try? JSONReader.value(of: bytes)) ?? .null
        let name = body["name"]?.text
        let named = Problem.Kind.allCases.first { Problem($0, "").name == name && Problem($0, "").status == status }
        let message = [body["message"], body["detail"], body["title"]].lazy.compactMap { $0?.text }.first {
            !$0.isEmpty
        }
        return Problem(
            named ?? kind(ofStatus: status), message ?? "The server answered with status \(status) and no explanation",
            errors: errors(body["errors"]))
    }

    private static func kind(ofStatus status: Int) -> Problem.Kind {
        switch status {
        case 401: .unauthorized
        case 403: .forbidden
        case 404, 410: .notFound
        case 405: .methodNotAllowed
        case 409: .conflict
        case 413: .tooLarge
        case 422: .unprocessable
        case 429: .tooManyRequests
        case 502...504: .unavailable
        case 500...: .internalError
        default: .badRequest
        }
    }

    /// Texts as they are; objects, as logos have them, with their texts joined: `key_not_found: auto-expiring-temp/…`.
    private static func errors(_ value: JSONValue?) -> [String] {
        guard case .array(let values) = value else { return [] }
        return values.compactMap { value in
            if let text = value.text { return text }
            let texts = ["code", "invalidProperty", "logoKey"].compactMap { value[$0]?.text }
            return texts.isEmpty ? nil : texts.joined(separator: ": ")
        }
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
