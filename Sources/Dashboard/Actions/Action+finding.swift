import TerminalUI

/// Looking for words in what is read from top to bottom.
extension Action {
    private static let texts: Set<Context> = [.delivery, .event, .request]

    static let finding: [Action] = [
        Action(
            id: "find", title: "Find words in the lines", keys: [[.character("/")]], contexts: texts, hint: "find",
            argument: "words", runWith: { $0.find($1) }, run: { $0.askWhatToFind() }),
        Action(
            id: "find-next", title: "Next line with the words", keys: [[.character("n")]], contexts: texts,
            unavailable: { $0.search == nil ? noWords : nil }, run: { $0.findNext(by: 1) }),
        Action(
            id: "find-previous", title: "Line with the words before this", keys: [[.character("N")]], contexts: texts,
            unavailable: { $0.search == nil ? noWords : nil }, run: { $0.findNext(by: -1) }),
    ]

    private static let noWords = "there are no words to look for · / asks for them"
}
