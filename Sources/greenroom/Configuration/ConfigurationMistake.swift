import Dashboard
import Meetings

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

    /// What is wrong with the keys of actions, in the order of their lines. The program runs with such keys, so only
    /// those who ask are told of all of them.
    var keyMistakes: [ConfigurationMistake] {
        let settings = Preferences(self).keys
        let keymap = Keymap(settings: settings)
        var found = settings.flatMap { action, texts in
            KeyTable.problems(action, texts, in: keymap).map { keyMistake(action, $0) }
        }
        for conflict in KeyTable.conflicts(keymap) {
            let action = conflict.actions.last { settings[$0] != nil } ?? conflict.actions[0]
            found.append(keyMistake(action, conflict.sentence))
        }
        return found.sorted { ($0.line ?? 0, $0.key, $0.text) < ($1.line ?? 0, $1.key, $1.text) }
    }

    private func keyMistake(_ action: String, _ sentence: String) -> ConfigurationMistake {
        let key = "keys.\(action)"
        return ConfigurationMistake(
            line: places.line(of: key), key: key, text: "`\(key.scrubbed(limit: 80))`: \(sentence)")
    }

    /// A mistake as a line that editors and people can follow: `FILE:LINE: …`.
    func text(_ mistake: ConfigurationMistake) -> String {
        "\(path):\(mistake.line.map { "\($0):" } ?? "") \(mistake.text)"
    }

    /// Throws all mistakes at once, a line each; those of keys only if asked for.
    func check(withKeys: Bool = false) throws(CommandFailure) {
        let all = mistakes + (withKeys ? keyMistakes : [])
        if all.isEmpty { return }
        let mistakes = all.sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) }
        throw CommandFailure(mistakes.map(text).joined(separator: "\n"))
    }
}
