/// The `boundary` of a `multipart/form-data` body (RFC 2046 section 5.1.1), and the parameters of header fields.
enum MultipartBoundary {
    /// The boundary that a `Content-Type` names; nil where the type is another or the boundary is none.
    static func named(by contentType: String) -> String? {
        let (type, parameters) = parameters(of: contentType)
        guard type == "multipart/form-data", let boundary = parameters["boundary"],
            (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !boundary.hasSuffix(" ")
        else { return nil }
        return boundary
    }

    /// The first part of a field in lower case, and what is behind its semicolons by lower-case name. A value may stand
    /// in quotes; in them a backslash hides the next character.
    static func parameters(of field: String) -> (value: String, parameters: [String: String]) {
        var pieces = pieces(of: field)
        let value = trimmed(pieces.removeFirst()).lowercased()
        var parameters: [String: String] = [:]
        for piece in pieces {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = trimmed(String(piece[..<equals])).lowercased()
            let text = trimmed(String(piece[piece.index(after: equals)...]))
            if parameters[name] == nil { parameters[name] = unquoted(text) }
        }
        return (value, parameters)
    }

    /// Parts at the semicolons that stand outside of quotes; at least one.
    private static func pieces(of field: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        var isHidden = false
        for character in field {
            if character == ";", !isQuoted {
                pieces.append("")
                continue
            }
            if character == "\"", !isHidden { isQuoted.toggle() }
            isHidden = isQuoted && character == "\\" && !isHidden
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var result = ""
        var isHidden = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isHidden {
                isHidden = true
                continue
            }
            isHidden = false
            result.append(character)
        }
        return result
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
