import ArgumentParser
import Meetings

/// What a mistyped verb may have been meant to be. The parser suggests nothing where a command has a default verb.
enum VerbSuggestion {
    /// The sentence for `arguments`, the words after the program's name; nil when their verbs are all known, or when
    /// none is near.
    static func sentence(for arguments: [String], of root: any ParsableCommand.Type) -> String? {
        var command = root
        var spoken = [command._commandName]
        for word in arguments {
            if command.configuration.subcommands.isEmpty || word.hasPrefix("-") { return nil }
            if let next = command.configuration.subcommands.first(where: { $0._commandName == word }) {
                command = next
                spoken.append(word)
                continue
            }
            let names = command.configuration.subcommands.map { $0._commandName }
            guard let nearest = Spelling.nearest(to: word, among: names) else { return nil }
            return "There is no `\(spoken.joined(separator: " ")) \(word)`. Did you mean `\(nearest)`?"
        }
        return nil
    }
}
