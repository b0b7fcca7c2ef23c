import Meetings
import TerminalUI

/// What a key means: text in a line that is being typed, else an action of the table.
extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        lastKeyAt = now
        answered = asked
        asked = nil
        notice = nil
        if let effects = type(key) { return effects }
        let keys = pending + [key]
        let context = context
        pending = []
        rooms.pin()
        guard let action = Action.find(keys, in: context) else {
            if Action.isPrefix(keys, in: context) { pending = keys }
            return []
        }
        return run(action)
    }

    /// Runs an action, or says why it cannot be done.
    mutating func run(_ action: Action) -> [Effect] {
        if let reason = action.reason(self) {
            say("\(action.title): \(reason)", isError: true)
            return []
        }
        return action.run(&self)
    }

    mutating func paste(_ text: String) -> [Effect] {
        if case .form(var form)? = overlay {
            form.paste(text)
            overlay = .form(form)
        } else if filterInput != nil {
            filterInput?.insert(text)
            useFilter()
        } else {
            say("pasted text goes into an input line only: / opens the filter")
        }
        return []
    }

    /// Gives the key to a line that is being typed. Nil when there is none, or when the key is one for everywhere.
    private mutating func type(_ key: Key) -> [Effect]? {
        if key == .control("c") || key == .control("z") || key == .control("l") { return nil }
        switch overlay {
        case .form(let form): return fill(form, key)
        case .help(let help): return search(help, key)
        case .copyMenu, .text: return nil
        case nil: return filterInput == nil ? nil : typeFilter(key)
        }
    }

    private mutating func typeFilter(_ key: Key) -> [Effect] {
        switch key {
        case .enter: filterInput = nil
        case .escape:
            filterInput?.replace(with: "")
            useFilter()
            filterInput = nil
        case .up, .down: move(by: key == .up ? -1 : 1)
        default:
            if filterInput?.handle(key) == true { useFilter() }
        }
        return []
    }

    private mutating func useFilter() {
        filters[place] = filterInput?.text
        let (room, theme) = (rooms.selected, themes.selected)
        sort()
        // A cursor whose row the words took away goes to the best of what is left.
        if rooms.selected != room, let first = rooms.ids.first { rooms.select(first) }
        if themes.selected != theme, let first = themes.ids.first { themes.select(first) }
    }

    private mutating func fill(_ before: Form, _ key: Key) -> [Effect] {
        var form = before
        let outcome = form.handle(key)
        overlay = .form(form)
        switch outcome {
        case .stay: return []
        case .submit: return submit(form)
        case .cancel:
            if form.isChanged, form.focus != form.cancel, answered != .leaveForm {
                asked = .leaveForm
                say("What is typed will be lost. Esc again leaves, any other key goes on.")
            } else {
                overlay = nil
            }
            return []
        }
    }

    private mutating func submit(_ before: Form) -> [Effect] {
        var form = before
        form.errors = [:]
        form.failure = nil
        let request = RequestID(rawValue: lastRequest + 1)
        var effects: [Effect] = []
        do throws(Problem) {
            switch form.kind {
            case .room: effects = [.createRoom(try form.newRoom(now: now, utcOffset: utcOffset), request)]
            case .theme: effects = [.createTheme(try form.newTheme(), request)]
            }
            lastRequest = request.rawValue
            form.request = request
        } catch {
            form.show(error.message)
        }
        overlay = .form(form)
        return effects
    }

    /// The help list takes `/`, letters while searching, and Enter; nil leaves the key to the table.
    private mutating func search(_ before: HelpList, _ key: Key) -> [Effect]? {
        var help = before
        if key == .enter {
            overlay = nil
            let action = help.rows.selected.flatMap { Action[$0] }
            return action.map { run($0) } ?? []
        }
        if help.isTyping {
            if key == .escape {
                help.isTyping = false
                help.query.replace(with: "")
            } else if key == .up || key == .down {
                help.rows.move(by: key == .up ? -1 : 1)
            } else {
                _ = help.query.handle(key)
            }
            help.search()
        } else if key == .character("/") {
            help.isTyping = true
        } else {
            return nil
        }
        overlay = .help(help)
        return []
    }
}
