import TerminalUI

/// One line of a form.
struct FormField: Equatable, Sendable {
    /// What a person enters.
    enum Entry: Equatable, Sendable {
        case text(TextInput)
        case choice([Choice], Int)

        /// What is entered, whatever the cursor does.
        var value: String? {
            switch self {
            case .text(let input): input.text
            case .choice(let choices, let selected): choices.indices.contains(selected) ? choices[selected].value : nil
            }
        }
    }

    /// One of several: the API's value and what is shown of it.
    struct Choice: Equatable, Sendable {
        var value: String?
        var title: String
    }

    /// The API's name of the field, which is also its label.
    let id: String
    var entry: Entry
    /// What was entered when the form opened.
    private(set) var initial: Entry
    /// What may be entered, below the field while it has the focus.
    var hint = ""
    var isRequired = false
    /// The heading above the field, where a group begins.
    var group: String?

    init(id: String, entry: Entry, hint: String = "", isRequired: Bool = false, group: String? = nil) {
        self.id = id
        self.entry = entry
        initial = entry
        self.hint = hint
        self.isRequired = isRequired
        self.group = group
    }

    /// True once it says something else than at first.
    var isChanged: Bool { entry.value != initial.value }

    /// Takes what is entered for what was there at first.
    mutating func settle() { initial = entry }

    static func text(
        _ id: String, _ text: String = "", limit: Int, hint: String = "", isRequired: Bool = false,
        group: String? = nil
    ) -> FormField {
        FormField(
            id: id, entry: .text(TextInput(text, limit: limit)), hint: hint, isRequired: isRequired, group: group)
    }

    /// One of the values of an enumeration of the API.
    static func choice<Value: RawRepresentable & CaseIterable & Equatable>(
        _ id: String, _ value: Value, hint: String = "", group: String? = nil
    ) -> FormField where Value.RawValue == String {
        let all = Array(Value.allCases)
        let choices = all.map { Choice(value: $0.rawValue, title: $0.rawValue) }
        return FormField(
            id: id, entry: .choice(choices, all.firstIndex(of: value) ?? 0), hint: hint, group: group)
    }

    static func onOff(_ id: String, _ isOn: Bool, hint: String = "", group: String? = nil) -> FormField {
        let choices = [Choice(value: "off", title: "off"), Choice(value: "on", title: "on")]
        return FormField(id: id, entry: .choice(choices, isOn ? 1 : 0), hint: hint, group: group)
    }
}
