import TerminalUI

/// A form that is being filled in: fields one below the other, then `Cancel` and the button that sends it.
struct Form: Equatable, Sendable {
    /// What the form makes.
    enum Kind: Equatable, Sendable { case room, theme }

    /// What a key led to.
    enum Outcome: Equatable { case stay, submit, cancel }

    let kind: Kind
    var fields: [FormField]
    /// The field that takes the keys; `fields.count` is Cancel and one more the sending button.
    var focus = 0
    /// Refusals by the API's name of the field.
    var errors: [String: String] = [:]
    /// A refusal that belongs to no field.
    var failure: String?
    /// Set while the server's answer is awaited.
    var request: RequestID?
    var isChanged = false

    var title: String { kind == .room ? "New room" : "New theme" }
    var cancel: Int { fields.count }
    var send: Int { fields.count + 1 }

    subscript(id: String) -> FormField? { fields.first { $0.id == id } }

    /// The trimmed text of a field; nil when nothing is typed.
    func text(_ id: String) -> String? {
        guard case .text(let input)? = self[id]?.entry else { return nil }
        return input.text.contains { !$0.isWhitespace } ? input.text : nil
    }

    /// The value of the choice of a field.
    func choice(_ id: String) -> String? {
        guard case .choice(let choices, let selected)? = self[id]?.entry, choices.indices.contains(selected)
        else { return nil }
        return choices[selected].value
    }

    mutating func handle(_ key: Key) -> Outcome {
        if request != nil { return key == .escape ? .cancel : .stay }
        switch key {
        case .tab, .down: focus = (focus + 1) % (fields.count + 2)
        case .backTab, .up: focus = (focus + fields.count + 1) % (fields.count + 2)
        case .enter: return focus == cancel ? .cancel : .submit
        case .escape: return .cancel
        case .character("q") where !isTyping: return .cancel
        default: edit(key)
        }
        return .stay
    }

    mutating func paste(_ text: String) {
        guard request == nil, fields.indices.contains(focus), case .text(var input) = fields[focus].entry else {
            return
        }
        input.insert(text)
        set(.text(input))
    }

    /// Shows a refusal under the field that it names, or below the form, and goes there.
    mutating func show(_ refusal: String) {
        errors = [:]
        failure = nil
        let field = refusal.split(separator: "\"", maxSplits: 2).first.map(String.init)
        let index = fields.firstIndex { $0.id == field }
        if refusal.hasPrefix("\""), let field, let index {
            errors[field] = refusal
            focus = index
        } else {
            failure = refusal
        }
    }

    /// True where letters are text.
    var isTyping: Bool {
        guard fields.indices.contains(focus), case .text = fields[focus].entry else { return false }
        return true
    }

    private mutating func edit(_ key: Key) {
        guard fields.indices.contains(focus) else {
            if key == .left || key == .right { focus = focus == cancel ? send : cancel }
            return
        }
        switch fields[focus].entry {
        case .text(var input):
            if input.handle(key) { set(.text(input)) }
        case .choice(let choices, let selected):
            let step = key == .left ? choices.count - 1 : key == .right || key == .character(" ") ? 1 : 0
            if step > 0 { set(.choice(choices, (selected + step) % max(1, choices.count))) }
        }
    }

    private mutating func set(_ entry: FormField.Entry) {
        if fields[focus].entry != entry {
            isChanged = true
            errors[fields[focus].id] = nil
            failure = nil
        }
        fields[focus].entry = entry
    }
}

/// One line of a form.
struct FormField: Equatable, Sendable {
    /// What a person enters.
    enum Entry: Equatable, Sendable {
        case text(TextInput)
        case choice([Choice], Int)
    }

    /// One of several: the API's value and what is shown of it.
    struct Choice: Equatable, Sendable {
        var value: String?
        var title: String
    }

    /// The API's name of the field, which is also its label.
    let id: String
    var entry: Entry
    /// What may be entered, below the field while it has the focus.
    var hint = ""
    var isRequired = false
}
