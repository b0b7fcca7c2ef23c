import Meetings
import TerminalUI

/// A form that is being filled in: fields one below the other, then its buttons.
struct Form: Equatable, Sendable {
    /// What the form makes, or what it changes as that was when the form opened.
    enum Kind: Equatable, Sendable {
        case newRoom, newTheme
        case room(Room)
        case theme(Theme)
    }

    /// What stands below the fields.
    enum Button: Equatable, Sendable { case cancel, send, saveAsNew, preview }

    /// What a key led to.
    enum Outcome: Equatable { case stay, submit, submitAsNew, cancel }

    var kind: Kind
    var fields: [FormField]
    /// The field that takes the keys; those from `fields.count` on are the buttons.
    var focus = 0
    /// Refusals by the API's name of the field.
    var errors: [String: String] = [:]
    /// A refusal that belongs to no field.
    var failure: String?
    /// Set while the server's answer is awaited.
    var request: RequestID?
    /// What is said above the fields.
    var note = ""
    /// True while the preview has the place of the fields, where both have no room.
    var showsPreview = false
    /// Pictures that are sent once the theme itself is there, the one under way first.
    var logos: [LogoKind] = []
    /// True while the first of them is under way.
    var isUploading = false

    var title: String {
        switch kind {
        case .newRoom: "New room"
        case .newTheme: "New theme"
        case .room(let room): "Edit room · \(room.displayName)"
        case .theme(let theme): "Edit theme · \(theme.name)"
        }
    }

    var isOfTheme: Bool {
        switch kind {
        case .newTheme, .theme: true
        case .newRoom, .room: false
        }
    }

    /// True when it makes something.
    var isNew: Bool { kind == .newRoom || kind == .newTheme }

    var buttons: [Button] {
        switch kind {
        case .newRoom, .room: [.cancel, .send]
        case .newTheme: [.cancel, .send, .preview]
        case .theme: [.cancel, .send, .saveAsNew, .preview]
        }
    }

    /// The button with the focus.
    var button: Button? { focus >= fields.count ? buttons[min(focus - fields.count, buttons.count - 1)] : nil }

    /// The fields that say something else than at first, by the API's names.
    var changed: [String] { fields.filter(\.isChanged).map(\.id) }
    var isChanged: Bool { fields.contains(where: \.isChanged) }

    subscript(id: String) -> FormField? { fields.first { $0.id == id } }

    /// The text of a field; nil when nothing but blanks is typed.
    func text(_ id: String) -> String? {
        guard case .text(let input)? = self[id]?.entry else { return nil }
        return input.text.contains { !$0.isWhitespace } ? input.text : nil
    }

    /// The value of the choice of a field.
    func choice(_ id: String) -> String? {
        guard case .choice? = self[id]?.entry else { return nil }
        return self[id]?.entry.value
    }

    /// True when a choice stands at `on`; nil where it is as it was at first.
    func changedSwitch(_ id: String) -> Bool? { self[id]?.isChanged == true ? isOn(id) : nil }

    func isOn(_ id: String) -> Bool { choice(id) == "on" }

    mutating func handle(_ key: Key) -> Outcome {
        if request != nil { return key == .escape ? .cancel : .stay }
        let places = fields.count + buttons.count
        switch key {
        case .tab, .down: focus = (focus + 1) % places
        case .backTab, .up: focus = (focus + places - 1) % places
        case .pageDown: focus = (focus + 1..<places).first { startsGroup($0) } ?? fields.count
        case .pageUp: focus = (0..<focus).last { startsGroup($0) } ?? 0
        case .enter: return press()
        case .escape: return .cancel
        case .character("q") where !isTyping: return .cancel
        default: edit(key)
        }
        return .stay
    }

    private func startsGroup(_ index: Int) -> Bool {
        index == 0 || index == fields.count || fields.indices.contains(index) && fields[index].group != nil
    }

    private mutating func press() -> Outcome {
        switch button {
        case .cancel: return .cancel
        case .saveAsNew: return .submitAsNew
        case .preview:
            showsPreview.toggle()
            return .stay
        case .send, nil: return .submit
        }
    }

    mutating func paste(_ text: String) {
        guard request == nil, fields.indices.contains(focus), case .text(var input) = fields[focus].entry else {
            return
        }
        input.insert(text)
        set(.text(input))
    }

    /// Shows a refusal under the field that it names, or below the form, and goes there. A name may say in which
    /// object of the body its field is.
    mutating func show(_ refusal: String) {
        errors = [:]
        failure = nil
        let name = refusal.split(separator: "\"", maxSplits: 2).first.flatMap { $0.split(separator: ".").last }
        if refusal.hasPrefix("\""), let name, let index = fields.firstIndex(where: { $0.id == name }) {
            errors[String(name)] = refusal
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
            let step = key == .left ? buttons.count - 1 : key == .right ? 1 : 0
            focus = fields.count + (focus - fields.count + step) % buttons.count
            return
        }
        switch fields[focus].entry {
        case .text(var input):
            if input.handle(key) { set(.text(input)) }
        case .choice(let choices, let selected):
            let count = max(1, choices.count)
            switch key {
            case .left: set(.choice(choices, (selected + count - 1) % count))
            case .right, .character(" "): set(.choice(choices, (selected + 1) % count))
            case .character(let letter): set(.choice(choices, Self.next(letter, in: choices, after: selected)))
            default: break
            }
        }
    }

    /// The next choice that begins with a letter; the present one where none does.
    private static func next(_ letter: Character, in choices: [FormField.Choice], after selected: Int) -> Int {
        let letter = letter.lowercased()
        let order = choices.indices.map { (selected + 1 + $0) % choices.count }
        return order.first { choices[$0].title.lowercased().hasPrefix(letter) } ?? selected
    }

    private mutating func set(_ entry: FormField.Entry) {
        if fields[focus].entry.value != entry.value {
            errors[fields[focus].id] = nil
            failure = nil
        }
        fields[focus].entry = entry
    }
}
