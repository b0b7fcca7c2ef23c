/// One thing that is wrong in the configuration: where, what, and what would be right.
struct ConfigurationMistake: Hashable, Sendable {
    /// Counted from 1; nil when it is not known.
    var line: Int?
    /// The key, its parts joined by dots.
    var key: String
    /// One sentence.
    var text: String
}

extension ConfigurationFile {
    /// All mistakes, in the order of their lines.
    var mistakes: [ConfigurationMistake] {
        let found = values.compactMap { key, value in
            ConfigurationSchema.fault(in: value, of: key).map {
                ConfigurationMistake(line: places.line(of: key), key: key, text: $0)
            }
        }
        return found.sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) }
    }

    /// A mistake as a line that editors and people can follow: `FILE:LINE: …`.
    func text(_ mistake: ConfigurationMistake) -> String {
        "\(path):\(mistake.line.map { "\($0):" } ?? "") \(mistake.text)"
    }

    /// Throws all mistakes at once, a line each.
    func check() throws(CommandFailure) {
        let mistakes = mistakes
        if mistakes.isEmpty { return }
        throw CommandFailure(mistakes.map(text).joined(separator: "\n"))
    }
}
