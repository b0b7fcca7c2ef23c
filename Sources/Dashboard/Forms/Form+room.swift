import Meetings
import TerminalUI

/// The form for a new room, and what it asks for.
extension Form {
    static func room(themes: [Theme]) -> Form {
        let types = RoomType.allCases.map { FormField.Choice(value: $0.rawValue, title: $0.rawValue) }
        let levels = JoinApprovalLevel.allCases.map { FormField.Choice(value: $0.rawValue, title: $0.rawValue) }
        let none = FormField.Choice(value: nil, title: "none")
        let picks = [none] + themes.map { FormField.Choice(value: $0.id.rawValue, title: $0.name) }
        return Form(
            kind: .room,
            fields: [
                FormField(id: "display_name", entry: .text(TextInput(limit: 200)), isRequired: true),
                FormField(
                    id: "type", entry: .choice(types, 0),
                    hint: "instant closes 10 minutes after the last person left; ←/→ changes"),
                FormField(
                    id: "expires_at", entry: .text(TextInput(limit: 40)),
                    hint: "long_term only: +2h, +3d, 18:00, 2027-01-31 18:00"),
                FormField(id: "theme_id", entry: .choice(picks, 0), hint: "←/→ changes"),
                FormField(id: "join_approval_level", entry: .choice(levels, 0), hint: "who waits; ←/→ changes"),
                FormField(id: "metadata", entry: .text(TextInput(limit: 500)), hint: "travels with the callbacks"),
            ])
    }

    /// The request that the form stands for, held against the API's rules. Throws in the API's words.
    func newRoom(now: Timestamp, utcOffset: Int) throws(Problem) -> NewRoom {
        let type = choice("type").flatMap(RoomType.init(rawValue:)) ?? .instant
        var expiry: Timestamp?
        if let text = text("expires_at") {
            guard let time = ExpiryEntry.parse(text, now: now, utcOffset: utcOffset) else {
                throw Problem(.invalidInput, "\"expires_at\" must look like +2h, +3d, 18:00 or 2027-01-31 18:00")
            }
            expiry = time
        }
        let room = NewRoom(
            displayName: text("display_name") ?? "", metadata: text("metadata"), type: type, expiresAt: expiry,
            themeID: choice("theme_id").map { ThemeID($0) },
            joinApprovalLevel: choice("join_approval_level").flatMap(JoinApprovalLevel.init(rawValue:)) ?? .none)
        try room.validate(now: now)
        return room
    }
}
