import Meetings
import MeetingsStore
import TerminalUI

/// Looking for words in the lines of an open view.
extension Model {
    /// The lines of the open view in which words are looked for; nil for views without such lines.
    var readLines: [String]? {
        switch openObject {
        case .delivery(let id)?: DeliveryView(model: self, id: id).lines.map(\.text)
        case .request(let number)?: RequestView(model: self, number: number).lines.map(\.text)
        case .event(let sequence)?: eventDetails[sequence]?.lines ?? []
        default: nil
        }
    }

    mutating func askWhatToFind() -> [Effect] {
        remember(search?.words ?? "", for: .find)
        prompt = Prompt(.find)
        return []
    }

    /// Looks for other words, from the first line on the screen on; none at all ends the search.
    mutating func find(_ words: String) -> [Effect] {
        guard !words.isEmpty else {
            search = nil
            return []
        }
        search = TextSearch(words)
        return findNext(by: 1)
    }

    /// Goes to the next line that holds the words, or to the one before.
    mutating func findNext(by step: Int) -> [Effect] {
        guard var search, let lines = readLines else { return [] }
        let holding = lines.indices.filter { !search.places(in: lines[$0]).isEmpty }
        guard let next = search.next(by: step, among: holding, from: scroll) else {
            self.search?.line = nil
            say("no line here holds “\(search.words)”", isError: true)
            return []
        }
        search.line = next.line
        self.search = search
        let rows = max(1, readRows)
        if next.line < scroll || next.line >= scroll + rows { scroll = max(0, next.line - rows / 3) }
        let number = (holding.firstIndex(of: next.line) ?? 0) + 1
        let around =
            next.isAround && holding.count > 1 ? step > 0 ? " · from the top again" : " · from the end again" : ""
        let count = holding.count == 1 ? "in one line" : "line \(number) of \(holding.count)"
        say("“\(search.words)”: \(count)\(around)")
        return []
    }

    /// How many lines of the open view are on the screen.
    private var readRows: Int {
        let body = BoardLayout.body(size).droppingTop(1)
        guard case .event(let sequence)? = openObject else {
            return BoardLayout.isLow(body) ? body.rows : body.rows - 1
        }
        return EventDetailView(model: self).bodyRows(sequence, of: body)
    }
}
