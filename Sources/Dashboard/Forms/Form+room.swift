import Meetings
import TerminalUI

/// The forms for a new room and for one that is there, and what they ask for.
extension Form {
    static func room(themes: [Theme]) -> Form {
        let new = NewRoom(displayName: "")
        return Form(
            kind: .newRoom,
            fields: [
                .text("display_name", limit: 200, hint: "what people see; at most 200 characters", isRequired: true),
                .choice(
                    "type", RoomType.instant,
                    hint: "instant closes 10 minutes after the last person left; ←/→ changes"),
                .text("expires_at", limit: 40, hint: "long_term only: +2h, +3d, 18:00, 2027-01-31 18:00"),
                theme(nil, among: themes),
                .choice("join_approval_level", new.joinApprovalLevel, hint: "who waits; ←/→ changes"),
                .text("metadata", limit: 500, hint: "travels with the callbacks"),
                .onOff("expire_after_use", false, hint: "long_term only: closes 10 minutes after the last person left"),
                .onOff("auto_record", false, hint: "every session is recorded, nobody can stop it", group: "Recording"),
                .onOff("record_only_owner", false, hint: "only the host's camera and screen, and all sound"),
            ] + shared(new.initialMicrophone, new.language, new.features, new.callbackURLs))
    }

    static func room(_ room: Room, themes: [Theme], utcOffset: Int) -> Form {
        Form(
            kind: .room(room),
            fields: [
                .text(
                    "expires_at", TimeText.full(room.expiresAt, utcOffset: utcOffset), limit: 40,
                    hint: "+2h from now, +3d, 18:00, 2027-01-31 18:00", isRequired: true),
                .onOff("expire_after_use", room.expireAfterUse, hint: "closes 10 minutes after the last person left"),
                theme(room.themeID, among: themes),
                .choice("join_approval_level", room.joinApprovalLevel, hint: "who waits; ←/→ changes"),
            ] + shared(room.initialMicrophone, room.language, room.features, room.callbackURLs),
            note: "Name, type, metadata and recording of a room cannot be changed.")
    }

    private static func theme(_ id: ThemeID?, among themes: [Theme]) -> FormField {
        let none = FormField.Choice(value: nil, title: "none: the application's")
        var picks = [none] + themes.map { FormField.Choice(value: $0.id.rawValue, title: $0.name) }
        // A theme that is not known must not turn into none by opening the form.
        if let id, !themes.contains(where: { $0.id == id }) {
            picks.append(FormField.Choice(value: id.rawValue, title: id.rawValue.scrubbed()))
        }
        let index = picks.firstIndex { $0.value == id?.rawValue } ?? 0
        return FormField(id: "theme_id", entry: .choice(picks, index), hint: "←/→ or a first letter changes")
    }

    /// The settings that a room is made with and that can be changed later.
    private static func shared(
        _ microphone: MicrophoneState, _ language: Language, _ features: AvailableFeatures, _ urls: CallbackURLs
    ) -> [FormField] {
        func url(_ id: String, _ text: String?, group: String? = nil) -> FormField {
            .text(id, text ?? "", limit: 2048, hint: "empty: the application's; else http:// or https://", group: group)
        }
        return [
            .choice(
                "microphone_state", microphone, hint: "before joining; default leaves it to the page", group: "Page"),
            .choice("language", language, hint: "default is the browser's own"),
            .onOff("is_recording_available", features.recording, hint: "the recording button"),
            .onOff("is_chat_available", features.chat, hint: "the chat"),
            .onOff("is_whiteboard_available", features.whiteboard, hint: "the whiteboard"),
            .onOff("is_locale_switcher_available", features.localeSwitcher, hint: "people choose their language"),
            .onOff("is_captions_available", features.captions, hint: "captions"),
            url("rooms_callback_url", urls.rooms, group: "Callbacks of this room alone"),
            url("sessions_callback_url", urls.sessions), url("recordings_callback_url", urls.recordings),
        ]
    }

    /// The request that the form stands for, held against the API's rules. Throws in the API's words.
    func newRoom(now: Timestamp, utcOffset: Int) throws(Problem) -> NewRoom {
        let room = NewRoom(
            displayName: text("display_name") ?? "", metadata: text("metadata"),
            type: choice("type").flatMap(RoomType.init(rawValue:)) ?? .instant,
            expiresAt: try expiry(now: now, utcOffset: utcOffset), expireAfterUse: isOn("expire_after_use"),
            recordingOptions: RecordingOptions(
                autoRecord: isOn("auto_record"), recordOnlyOwner: isOn("record_only_owner")),
            themeID: choice("theme_id").map { ThemeID($0) },
            joinApprovalLevel: choice("join_approval_level").flatMap(JoinApprovalLevel.init(rawValue:)) ?? .none,
            initialMicrophone: choice("microphone_state").flatMap(MicrophoneState.init(rawValue:)) ?? .default,
            callbackURLs: callbackURLs,
            features: AvailableFeatures(
                recording: isOn("is_recording_available"), chat: isOn("is_chat_available"),
                whiteboard: isOn("is_whiteboard_available"), localeSwitcher: isOn("is_locale_switcher_available"),
                captions: isOn("is_captions_available")),
            language: choice("language").flatMap(Language.init(rawValue:)) ?? .default)
        try room.validate(now: now)
        return room
    }

    /// The fields that were changed, and nothing else.
    func roomUpdate(now: Timestamp, utcOffset: Int) throws(Problem) -> RoomUpdate {
        func changed(_ id: String) -> String? { self[id]?.isChanged == true ? choice(id) : nil }
        let urls = ["rooms_callback_url", "sessions_callback_url", "recordings_callback_url"]
        return RoomUpdate(
            expiresAt: self["expires_at"]?.isChanged == true ? try expiry(now: now, utcOffset: utcOffset) : nil,
            expireAfterUse: changedSwitch("expire_after_use"),
            themeID: self["theme_id"]?.isChanged == true ? .some(choice("theme_id").map { ThemeID($0) }) : nil,
            joinApprovalLevel: changed("join_approval_level").flatMap(JoinApprovalLevel.init(rawValue:)),
            initialMicrophone: changed("microphone_state").flatMap(MicrophoneState.init(rawValue:)),
            callbackURLs: urls.contains { self[$0]?.isChanged == true } ? callbackURLs : nil,
            features: FeaturesUpdate(
                recording: changedSwitch("is_recording_available"), chat: changedSwitch("is_chat_available"),
                whiteboard: changedSwitch("is_whiteboard_available"),
                localeSwitcher: changedSwitch("is_locale_switcher_available"),
                captions: changedSwitch("is_captions_available")),
            language: changed("language").flatMap(Language.init(rawValue:)))
    }

    private var callbackURLs: CallbackURLs {
        CallbackURLs(
            rooms: text("rooms_callback_url"), sessions: text("sessions_callback_url"),
            recordings: text("recordings_callback_url"))
    }

    private func expiry(now: Timestamp, utcOffset: Int) throws(Problem) -> Timestamp? {
        guard let text = text("expires_at") else { return nil }
        guard let time = ExpiryEntry.parse(text, now: now, utcOffset: utcOffset) else {
            throw Problem(.invalidInput, "\"expires_at\" must look like +2h, +3d, 18:00 or 2027-01-31 18:00")
        }
        return time
    }
}
