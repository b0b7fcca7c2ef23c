import ArgumentParser
import Meetings
import MeetingsStore
import TerminalUI

/// `--filter`: the words of the dashboard's filter line.
struct FilterOption: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "Only those that meet all terms, such as 'stage is:live people:>3 -theme:acme closes:<15m /^track/'.",
            valueName: "terms"))
    var filter: String?

    /// The filter that was given, or nil. What cannot be understood ends the command: a script must not work on more
    /// than it asked for.
    func filter(_ kind: FilterKind) throws -> Filter? {
        guard let text = filter else { return nil }
        let filter = Filter(text, kind: kind)
        guard filter.problems.isEmpty else {
            let parts = filter.problems.map { Self.text(of: $0, in: text) }
            throw CommandFailure("--filter cannot be understood.\n" + parts.joined(separator: "\n"), .usage)
        }
        return filter.isEmpty ? nil : filter
    }

    /// The text with carets below the wrong part, and what is wrong.
    static func text(of problem: FilterProblem, in text: String) -> String {
        let characters = Array(text.scrubbed(limit: 2000))
        let range = problem.range.clamped(to: 0..<characters.count)
        let blanks = TextWidth.columns(of: String(characters[..<range.lowerBound]))
        let carets = max(1, TextWidth.columns(of: String(characters[range])))
        return """
              \(String(characters))
              \(String(repeating: " ", count: blanks))\(String(repeating: "^", count: carets))
              \(problem.sentence)
            """
    }
}
