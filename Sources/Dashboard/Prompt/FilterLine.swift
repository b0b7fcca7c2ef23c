import MeetingsStore
import TerminalUI

/// What is shown of a filter while it is typed: where it is wrong and why, or how it can go on.
struct FilterLine {
    let model: Model
    let place: Place
    private let input: TextInput
    private let completion: FilterCompletion?
    private let next: FilterCompletion?
    private let problem: FilterProblem?
    private let offer: Int

    /// Nil while no filter is typed.
    init?(_ model: Model) {
        guard let prompt = model.prompt, case .filter(let place) = prompt.purpose else { return nil }
        self.model = model
        self.place = place
        input = prompt.input
        completion = prompt.completion
        next = prompt.next
        offer = prompt.offer
        problem = model.parsed(prompt.input.text, for: place).problems.first
    }

    /// The hint line: the choices of Tab, else what is wrong, else what the typed part could become. False where there
    /// is nothing to say but the keys.
    func drawHint(on canvas: inout Canvas, in rect: Rect) -> Bool {
        let palette = model.configuration.palette
        // Enter was pressed on a line that cannot be kept: whatever could still become of it, that is why.
        if let notice = model.notice, notice.isError {
            canvas.put(
                notice.text, row: rect.row, column: rect.column + 1, style: palette[.error],
                width: max(0, rect.columns - 2))
            return true
        }
        if let completion, completion.candidates.count > 1 {
            draw(completion.candidates, chosen: offer, on: &canvas, in: rect)
            return true
        }
        let candidates = next?.candidates ?? []
        if let problem, !isBeingTyped(problem) {
            canvas.put(
                problem.sentence, row: rect.row, column: rect.column + 1, style: palette[.error],
                width: max(0, rect.columns - 2))
            return true
        }
        guard !input.isEmpty, next?.range.isEmpty == false || problem != nil, !candidates.isEmpty else { return false }
        draw(candidates, chosen: nil, on: &canvas, in: rect)
        return true
    }

    /// True for a word that can still become a right one: it is not wrong yet, it is completed.
    private func isBeingTyped(_ problem: FilterProblem) -> Bool {
        next?.candidates.isEmpty == false && problem.range.upperBound == input.cursor
    }

    private func draw(_ candidates: [FilterCandidate], chosen: Int?, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let label = chosen == nil ? "Tab " : ""
        var column = rect.column + 1
        if !label.isEmpty { column += canvas.put(label, row: rect.row, column: column, style: palette[.heading]) }
        // The chosen one is always among those shown.
        let first = chosen.map { max(0, $0 - 3) } ?? 0
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            let isChosen = index == chosen
            let title = isChosen || candidates.count == 1 ? candidate.title : ""
            let text = title.isEmpty ? candidate.text : "\(candidate.text) \(title)"
            let width = TextWidth.columns(of: text)
            guard column + width < rect.endColumn - 1 else {
                // The first one is what Tab puts in: a part of it is better than none.
                let room = index == first ? rect.endColumn - column - 1 : 1
                canvas.put(text, row: rect.row, column: column, style: palette[.faint], width: max(0, room))
                break
            }
            canvas.put(text, row: rect.row, column: column, style: palette[isChosen ? .heading : .faint])
            column += width + 2
        }
    }

    /// Underlines the wrong part of a line whose text begins at a column; `shown` is the first character shown.
    func underline(on canvas: inout Canvas, row: Int, column: Int, shown: Int, width: Int) {
        guard let problem, !isBeingTyped(problem) else { return }
        let characters = Array(input.text)
        let range = problem.range.clamped(to: shown..<max(shown, characters.count))
        let start = TextWidth.columns(of: String(characters[shown..<range.lowerBound]))
        let columns = TextWidth.columns(of: String(characters[range]))
        var style = model.configuration.palette[.error]
        style.attributes.insert(.underline)
        let end = min(start + max(1, columns), width)
        guard start < end else { return }
        canvas.restyle(row: row, columns: column + start..<column + end, style: style)
    }

    /// `7 of 48 rooms`.
    var count: String {
        guard let kind = ListKind.all[place], let list = model.lists[place] else { return "" }
        if model.size.columns < 40 { return "\(list.rows.count)/\(list.total)" }
        return "\(list.rows.count) of \(list.total) \(kind.nouns.many)"
    }
}

extension Model {
    /// What a filter's line can go on with at its cursor, from what is known now.
    func completion(for place: Place, _ input: TextInput) -> FilterCompletion {
        let kind = place.filterKind
        return FilterCompletion(text: input.text, cursor: input.cursor, kind: kind) { field in
            state.filterValues(of: field, kind: kind)
        }
    }

    /// Puts in what the part at the cursor could become, one after the other. The only one is final, so that Tab goes
    /// on with what comes after it.
    mutating func completeFilter(of place: Place, by step: Int) {
        guard var prompt else { return }
        if let completion = prompt.completion, completion.candidates.count > 1 {
            let count = completion.candidates.count
            prompt.offer = (prompt.offer + step + count) % count
        } else {
            let completion = completion(for: place, prompt.input)
            guard !completion.candidates.isEmpty else { return }
            prompt.completion = completion
            prompt.offered = [prompt.input.text]
            prompt.offer = step > 0 ? 0 : completion.candidates.count - 1
        }
        guard let completion = prompt.completion, let base = prompt.offered.first else { return }
        let (text, cursor) = completion.applied(completion.candidates[prompt.offer], to: base)
        prompt.input.replace(with: text)
        prompt.input.move(to: cursor)
        if completion.candidates.count == 1 { (prompt.completion, prompt.offered) = (nil, []) }
        self.prompt = prompt
        typed(in: prompt.purpose)
    }
}
