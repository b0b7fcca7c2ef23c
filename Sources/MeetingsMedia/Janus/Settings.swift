/// A file in the format of libconfig: groups of settings.
struct Settings {
    /// One setting of a group.
    enum Entry {
        case text(String, String)
        case number(String, Int)
        case flag(String, Bool)
        case texts(String, [String])

        fileprivate var text: String {
            switch self {
            case .text(let name, let value): "\(name) = \(Self.quoted(value))"
            case .number(let name, let value): "\(name) = \(value)"
            case .flag(let name, let value): "\(name) = \(value)"
            case .texts(let name, let values):
                "\(name) = [ \(values.map(Self.quoted).joined(separator: ", ")) ]"
            }
        }

        private static func quoted(_ value: String) -> String {
            var text = ""
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\"", "\\": text += "\\\(scalar)"
                case "\n": text += "\\n"
                // What else is no text has no place in a path or a secret.
                case "\0"..." ": text += scalar == " " ? " " : ""
                default: text.unicodeScalars.append(scalar)
                }
            }
            return "\"\(text)\""
        }
    }

    let groups: [(name: String, entries: [Entry])]

    init(_ groups: [(String, [Entry])]) { self.groups = groups.map { (name: $0.0, entries: $0.1) } }

    var text: String {
        groups.map { group in
            "\(group.name): {\n" + group.entries.map { "  \($0.text)\n" }.joined() + "}\n"
        }
        .joined()
    }
}
