import Meetings
import MeetingsStore
import TerminalUI

/// Forms: opening, filling in, sending, and what the server said to them.
extension Model {
    mutating func openRoomForm() -> [Effect] {
        overlay = .form(Form.room(themes: themesByName))
        return []
    }

    mutating func openThemeForm() -> [Effect] {
        overlay = .form(Form.theme())
        return []
    }

    /// The theme that keys are about: itself, or that of the room.
    var selectedTheme: Theme? { current.flatMap { theme($0) } }

    mutating func editTheme() -> [Effect] {
        guard let theme = selectedTheme else { return [] }
        overlay = .form(Form.theme(theme))
        return []
    }

    mutating func fill(_ before: Form, _ key: Key) -> [Effect] {
        var form = before
        let outcome = form.handle(key)
        overlay = .form(form)
        switch outcome {
        case .stay: return []
        case .submit: return submit(form, asNew: false)
        case .submitAsNew: return submit(form, asNew: true)
        case .cancel:
            if form.isChanged, form.button != .cancel, answered != .leaveForm {
                asked = .leaveForm
                say("What is typed will be lost. Esc again leaves, any other key goes on.")
            } else {
                overlay = nil
            }
            return []
        }
    }

    private mutating func submit(_ before: Form, asNew: Bool) -> [Effect] {
        var form = before
        form.errors = [:]
        form.failure = nil
        form.isUploading = false
        if asNew { form.kind = .newTheme }
        var effects: [Effect] = []
        do throws(Problem) {
            if let request = try request(of: form) {
                if form.isOfTheme { form.logos = form.namedLogos }
                (form.request, effects) = send(request)
            } else {
                form.logos = form.namedLogos
                effects = sendNextLogo(of: &form)
            }
        } catch {
            form.show(error.message)
        }
        overlay = .form(form)
        return effects
    }

    /// What a form asks of the server; nil for pictures alone. Throws in the API's words.
    private func request(of form: Form) throws(Problem) -> Request? {
        switch form.kind {
        case .newRoom: return .createRoom(try form.newRoom(now: now, utcOffset: utcOffset))
        case .newTheme: return .createTheme(try form.newTheme())
        case .room(let before):
            let update = try form.roomUpdate(now: now, utcOffset: utcOffset)
            guard !update.isEmpty else { throw Problem(.invalidInput, "Nothing is changed.") }
            guard let room = state.rooms[before.id]?.room else { throw Problem(.notFound, "This room is gone.") }
            try keep(
                update.differences(of: before, utcOffset: utcOffset), update.differences(of: room, utcOffset: utcOffset)
            )
            _ = try update.applied(to: room, now: now)
            return .updateRoom(room.id, update)
        case .theme(let before):
            let update = form.themeUpdate()
            if update.isEmpty {
                guard !form.namedLogos.isEmpty else { throw Problem(.invalidInput, "Nothing is changed.") }
                return nil
            }
            guard let theme = state.themes[before.id]?.theme else { throw Problem(.notFound, "This theme is gone.") }
            try keep(update.differences(of: before), update.differences(of: theme))
            _ = try update.applied(to: theme)
            return .updateTheme(theme.id, update)
        }
    }

    /// Refuses to write over what somebody else has changed since the form opened.
    private func keep(_ before: [FieldChange], _ now: [FieldChange]) throws(Problem) {
        for (old, new) in zip(before, now) where old.old != new.old {
            throw Problem(.conflict, "Changed meanwhile: \(new.name) is \(new.old) now. Nothing was sent.")
        }
    }

    // MARK: Answers

    /// Closes the form that a request came from, or goes on with its pictures. Nil when it came from none.
    mutating func advanceForm(_ id: RequestID, _ answer: Answer) -> [Effect]? {
        guard case .form(var form)? = overlay, form.request == id else { return nil }
        form.request = nil
        if case .theme(let theme) = answer, form.isOfTheme, !form.logos.isEmpty {
            if form.isUploading { form.settleLogo() } else { form.settle(as: theme) }
            let effects = sendNextLogo(of: &form)
            overlay = form.request == nil && form.errors.isEmpty ? nil : .form(form)
            return overlay == nil ? nil : effects
        }
        overlay = nil
        return nil
    }

    private mutating func sendNextLogo(of form: inout Form) -> [Effect] {
        guard case .theme(let theme) = form.kind else { return [] }
        while let kind = form.logos.first {
            guard let path = form.text(Form.logoField(kind)) else {
                form.logos.removeFirst()
                continue
            }
            form.isUploading = true
            let (id, effects) = send(.uploadLogo(theme.id, kind, path: path))
            form.request = id
            return effects
        }
        form.isUploading = false
        return []
    }

    /// Shows a refusal in the form that it belongs to. Nil when it belongs to none.
    mutating func refuseForm(_ text: String, _ id: RequestID) -> [Effect]? {
        guard case .form(var form)? = overlay, form.request == id else { return nil }
        form.request = nil
        var effects: [Effect] = []
        if form.isUploading, let kind = form.logos.first {
            form.logos.removeFirst()
            form.errors[Form.logoField(kind)] = Self.pictureRefusal(text)
            form.focus = form.fields.firstIndex { $0.id == Form.logoField(kind) } ?? form.focus
            // The others are no worse for it.
            effects = sendNextLogo(of: &form)
        } else {
            form.show(text.scrubbed(limit: 300))
        }
        overlay = .form(form)
        return effects
    }

    /// The server's reason against a picture, for people.
    private static func pictureRefusal(_ text: String) -> String {
        let reasons = [
            ("transparent_bg", "transparent_bg: a picture of this kind needs a ground"),
            ("exceeds_size", "exceeds_size: the file is too large"),
            ("dimensions", "dimensions: the picture has too many or too few pixels"),
            ("type", "type: this is no PNG, or a damaged one"), ("key_not_found", "the upload was lost: send it again"),
        ]
        return reasons.first { text.contains("properties: \($0.0)") || text.contains("\($0.0):") }?.1
            ?? text.scrubbed(limit: 200)
    }
}

extension Form {
    /// Takes the saved theme for the one that is edited from now on.
    fileprivate mutating func settle(as theme: Theme) {
        kind = .theme(theme)
        for index in fields.indices where !LogoKind.allCases.contains(where: { Form.logoField($0) == fields[index].id })
        {
            fields[index].settle()
        }
    }

    /// The picture that was under way is the theme's now.
    fileprivate mutating func settleLogo() {
        guard let kind = logos.first else { return }
        logos.removeFirst()
        if let index = fields.firstIndex(where: { $0.id == Form.logoField(kind) }) {
            fields[index].entry = .text(TextInput(limit: 1000))
            fields[index].hint = "uploaded"
        }
    }
}
