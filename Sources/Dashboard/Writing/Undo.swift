import Meetings
import MeetingsStore

/// A room or theme as it was, or is.
enum ChangedObject: Equatable, Sendable {
    case room(Room)
    case theme(Theme)

    /// What a change is about to be made to; nil for a change that cannot be taken back.
    init?(before request: Request, in state: State) {
        switch request {
        case .updateRoom(let id, _):
            guard let room = state.rooms[id]?.room else { return nil }
            self = .room(room)
        case .updateTheme(let id, _):
            guard let theme = state.themes[id]?.theme else { return nil }
            self = .theme(theme)
        default: return nil
        }
    }

    /// What an object is now.
    init?(now object: ObjectID, in state: State) {
        if let room = object.room.flatMap({ state.rooms[$0]?.room }) {
            self = .room(room)
        } else if let theme = object.theme.flatMap({ state.themes[$0]?.theme }) {
            self = .theme(theme)
        } else {
            return nil
        }
    }

    var object: ObjectID {
        switch self {
        case .room(let room): .room(room.id)
        case .theme(let theme): .theme(theme.id)
        }
    }
}

/// A change that the server confirmed, and what was there before it.
struct Undo: Equatable, Sendable {
    let before: ChangedObject
    let after: ChangedObject

    /// How many changes can be taken back.
    static let kept = 20

    /// What sets the values from before again.
    var request: Request? {
        switch (before, after) {
        case (.room(let before), .room(let after)):
            let update = RoomUpdate(from: after, to: before)
            return update.isEmpty ? nil : .updateRoom(before.id, update)
        case (.theme(let before), .theme(let after)):
            let update = ThemeUpdate(from: after, to: before)
            return update.isEmpty ? nil : .updateTheme(before.id, update)
        default: return nil
        }
    }
}

extension RoomUpdate {
    /// What makes one state of a room of another. What cannot be changed is left out.
    init(from old: Room, to new: Room) {
        func changed<Value: Equatable>(_ path: KeyPath<Room, Value>) -> Value? {
            old[keyPath: path] == new[keyPath: path] ? nil : new[keyPath: path]
        }
        self.init(
            expiresAt: changed(\.expiresAt), expireAfterUse: changed(\.expireAfterUse), themeID: changed(\.themeID),
            joinApprovalLevel: changed(\.joinApprovalLevel), initialMicrophone: changed(\.initialMicrophone),
            callbackURLs: changed(\.callbackURLs),
            features: FeaturesUpdate(
                recording: changed(\.features.recording), chat: changed(\.features.chat),
                whiteboard: changed(\.features.whiteboard), localeSwitcher: changed(\.features.localeSwitcher),
                captions: changed(\.features.captions)),
            language: changed(\.language))
    }

    /// Names of the API with the values before and after, for those that this update changes.
    func differences(of room: Room, utcOffset: Int) -> [FieldChange] {
        var changes: [FieldChange] = []
        func add(_ name: String, _ old: String?, _ new: String??) {
            if let new { changes.append(FieldChange(name: name, old: old ?? "–", new: (new ?? nil) ?? "–")) }
        }
        func time(_ time: Timestamp) -> String { TimeText.full(time, utcOffset: utcOffset) }
        func onOff(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        add("expires_at", time(room.expiresAt), expiresAt.map { .some(time($0)) })
        add("expire_after_use", onOff(room.expireAfterUse), expireAfterUse.map { .some(onOff($0)) })
        add("theme_id", room.themeID?.rawValue, themeID.map { $0?.rawValue })
        add("join_approval_level", room.joinApprovalLevel.rawValue, joinApprovalLevel.map { .some($0.rawValue) })
        add("microphone_state", room.initialMicrophone.rawValue, initialMicrophone.map { .some($0.rawValue) })
        add("is_recording_available", onOff(room.features.recording), features.recording.map { .some(onOff($0)) })
        add("is_chat_available", onOff(room.features.chat), features.chat.map { .some(onOff($0)) })
        add("is_whiteboard_available", onOff(room.features.whiteboard), features.whiteboard.map { .some(onOff($0)) })
        add(
            "is_locale_switcher_available", onOff(room.features.localeSwitcher),
            features.localeSwitcher.map { .some(onOff($0)) })
        add("is_captions_available", onOff(room.features.captions), features.captions.map { .some(onOff($0)) })
        add("language", room.language.rawValue, language.map { .some($0.rawValue) })
        if let urls = callbackURLs {
            let pairs = [
                ("rooms_callback_url", room.callbackURLs.rooms, urls.rooms),
                ("sessions_callback_url", room.callbackURLs.sessions, urls.sessions),
                ("recordings_callback_url", room.callbackURLs.recordings, urls.recordings),
            ]
            for (name, old, new) in pairs where old != new { add(name, old, .some(new)) }
        }
        return changes
    }
}

extension ThemeUpdate {
    /// What makes one state of a theme of another.
    init(from old: Theme, to new: Theme) {
        self.init(
            name: old.name == new.name ? nil : new.name,
            mainColor: old.mainColor == new.mainColor ? nil : new.mainColor,
            brandText: old.brandText == new.brandText ? nil : new.brandText,
            shortCompanyURL: old.shortCompanyURL == new.shortCompanyURL ? nil : .some(new.shortCompanyURL))
    }

    /// Names of the API with the values before and after, for those that this update changes.
    func differences(of theme: Theme) -> [FieldChange] {
        var changes: [FieldChange] = []
        if let name { changes.append(FieldChange(name: "theme_name", old: theme.name, new: name)) }
        if let brandText { changes.append(FieldChange(name: "brand_text", old: theme.brandText, new: brandText)) }
        if let mainColor { changes.append(FieldChange(name: "main_color", old: theme.mainColor, new: mainColor)) }
        if let shortCompanyURL {
            changes.append(
                FieldChange(
                    name: "short_company_url", old: theme.shortCompanyURL ?? "–", new: shortCompanyURL ?? "–"))
        }
        return changes
    }
}

/// One field of the API before and after a change.
struct FieldChange: Equatable, Sendable {
    var name: String
    var old: String
    var new: String
}
