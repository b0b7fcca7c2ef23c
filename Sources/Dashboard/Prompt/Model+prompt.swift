import MeetingsStore
import TerminalUI

/// What keys do in the line that is being typed.
extension Model {
    /// Lines of each kind that are remembered.
    static let linesRemembered = 50

    mutating func type(_ key: Key, in before: Prompt) -> [Effect] {
        switch key {
        case .enter: return enter(before)
        case .escape: cancel(before)
        case .backspace where before.input.isEmpty: prompt = nil
        case .up, .down: recall(key == .up ? 1 : -1)
        case .pageUp, .pageDown:
            if case .filter = before.purpose { move(by: key == .pageUp ? -pageRows : pageRows) }
        case .tab, .backTab: complete(by: key == .tab ? 1 : -1)
        default:
            prompt?.offered = []
            prompt?.completion = nil
            if prompt?.input.handle(key) == true { typed(in: before.purpose) }
        }
        return []
    }

    /// The text of the line changed.
    mutating func typed(in purpose: Prompt.Purpose) {
        switch purpose {
        case .filter(let place):
            guard let input = prompt?.input else { return }
            let next = completion(for: place, input)
            prompt?.next = next
            filterLive(place, by: input, next)
        case .command, .find, .filterName, .unlock, .acknowledge, .note, .moment, .export: break
        }
    }

    /// The line is complete.
    private mutating func enter(_ before: Prompt) -> [Effect] {
        let text = before.input.text
        if case .filter(let place) = before.purpose, !filterStrictly(place, by: text) { return [] }
        prompt = nil
        remember(text, for: before.purpose)
        switch before.purpose {
        case .filter: return []
        case .find: return find(text)
        case .filterName(let place): saveFilter(of: place, as: text)
        case .command: return runCommand(text)
        case .moment: return text.isEmpty ? [] : runCommand("travel \(text)")
        case .export(let format): return export(format, to: text)
        case .unlock: unlock(with: text)
        case .acknowledge: return acknowledge(chosenAlarms, note: text)
        case .note(let room, let session): return addNote(text, to: room, session)
        }
        return []
    }

    private mutating func cancel(_ before: Prompt) {
        prompt = nil
        if case .filter(let place) = before.purpose { filter(place, by: "") }
    }

    mutating func remember(_ text: String, for purpose: Prompt.Purpose) {
        guard !text.isEmpty, typed[purpose]?.last != text else { return }
        typed[purpose, default: []].append(text)
        if typed[purpose, default: []].count > Self.linesRemembered { typed[purpose]?.removeFirst() }
    }

    /// Puts an earlier line in place of the typed one.
    private mutating func recall(_ step: Int) {
        guard let prompt, let lines = typed[prompt.purpose], !lines.isEmpty else { return }
        let index = min((prompt.recalled ?? 0) + step, lines.count)
        self.prompt?.recalled = index > 0 ? index : nil
        self.prompt?.input.replace(with: index > 0 ? lines[lines.count - index] : "")
        typed(in: prompt.purpose)
    }

    /// Puts in what the start of the line could become, one after the other.
    private mutating func complete(by step: Int) {
        guard var prompt else { return }
        if case .filter(let place) = prompt.purpose { return completeFilter(of: place, by: step) }
        if prompt.offered.isEmpty {
            prompt.offered = offers(for: prompt)
            prompt.offer = step > 0 ? 0 : prompt.offered.count - 1
        } else {
            prompt.offer = (prompt.offer + step + prompt.offered.count) % prompt.offered.count
        }
        guard prompt.offered.indices.contains(prompt.offer) else { return }
        prompt.input.replace(with: prompt.offered[prompt.offer])
        self.prompt = prompt
    }

    /// Whole lines that the start of a line could become.
    private func offers(for prompt: Prompt) -> [String] {
        switch prompt.purpose {
        case .command: CommandLine.completions(of: prompt.input.text, in: self)
        case .filter, .find, .filterName, .unlock, .acknowledge, .note, .moment, .export: []
        }
    }
}
