import Meetings
import MeetingsStore
import TerminalUI

/// What a form says of what is typed: what a time comes to, how long a text is, how a colour reads, what is sent.
struct FieldFacts {
    let model: Model
    let form: Form

    /// What can be said of one field.
    func text(_ field: FormField) -> String {
        switch field.id {
        case "expires_at": expiry
        case "main_color": color
        case "short_company_url": company
        case "display_name", "theme_name", "brand_text", "metadata": length(field)
        default: ""
        }
    }

    private var expiry: String {
        guard let text = form.text("expires_at"),
            let time = ExpiryEntry.parse(text, now: model.now, utcOffset: model.utcOffset)
        else { return "" }
        let left = time - model.now
        let rest = left < .zero ? "in the past" : "in \(TimeText.rough(left))"
        return "closes \(TimeText.full(time, utcOffset: model.utcOffset)) (\(rest))"
    }

    private var color: String {
        let draft = form.themeDraft
        guard let facts = ColorFacts(draft.color) else { return "" }
        let contrast = "contrast: \(facts.contrast)"
        guard case .theme(let theme) = form.kind, theme.mainColor != draft.color else { return contrast }
        return "was \(theme.mainColor) · \(contrast)"
    }

    private var company: String {
        guard let url = form.themeDraft.url else { return "" }
        if (try? FieldRules.shortCompanyURL(url)) == nil { return "not allowed" }
        var own: ThemeID?
        if case .theme(let theme) = form.kind { own = theme.id }
        let taken = model.state.themes.values.first { $0.theme.shortCompanyURL == url && $0.theme.id != own }
        return taken.map { "taken by \(TextWidth.fit($0.theme.name, to: 24))" } ?? "no theme here has it"
    }

    private func length(_ field: FormField) -> String {
        guard case .text(let input) = field.entry, !input.isEmpty else { return "" }
        return "\(input.text.utf16.count)/\(input.limit)"
    }

    /// What saving would send.
    var call: String {
        let changed = form.changed.filter { !$0.hasPrefix("logo ") && $0 != "favicon" }
        let pictures = form.isOfTheme && !form.namedLogos.isEmpty ? ", then \(form.namedLogos.count) of 3 pictures" : ""
        switch form.kind {
        case .newRoom: return "On save: POST rooms"
        case .newTheme: return "On save: POST themes" + pictures
        case .room(let room): return call("PATCH rooms/\(Self.short(room.id.rawValue))", changed, "")
        case .theme(let theme): return call("PATCH themes/\(Self.short(theme.id.rawValue))", changed, pictures)
        }
    }

    private func call(_ call: String, _ changed: [String], _ rest: String) -> String {
        if changed.isEmpty { return rest.isEmpty ? form.note : "On save: " + rest.dropFirst(7) }
        return "On save: \(call)  \(changed.joined(separator: ", "))\(rest)"
    }

    private static func short(_ id: String) -> String {
        id.count > 8 ? id.prefix(4).description.scrubbed() + "…" : id.scrubbed()
    }
}
