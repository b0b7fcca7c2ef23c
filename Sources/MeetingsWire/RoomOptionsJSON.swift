import Meetings

/// The option groups that a room, a request for one and an update share.
extension JSONWriter {
    mutating func field(_ key: StaticString, _ options: RecordingOptions) {
        object(key) { writer in
            writer.field("auto_record", options.autoRecord)
            writer.field("record_only_owner", options.recordOnlyOwner)
        }
    }

    /// The URLs that are set; an object without members when none is.
    mutating func field(_ key: StaticString, _ urls: CallbackURLs) {
        object(key) { writer in
            if let url = urls.rooms { writer.field("rooms_callback_url", url) }
            if let url = urls.sessions { writer.field("sessions_callback_url", url) }
            if let url = urls.recordings { writer.field("recordings_callback_url", url) }
        }
    }

    mutating func field(_ key: StaticString, _ features: AvailableFeatures) {
        object(key) { writer in
            writer.field("is_recording_available", features.recording)
            writer.field("is_chat_available", features.chat)
            writer.field("is_whiteboard_available", features.whiteboard)
            writer.field("is_locale_switcher_available", features.localeSwitcher)
            writer.field("is_captions_available", features.captions)
        }
    }

    mutating func initialJoinOptions(_ microphone: MicrophoneState) {
        object("initial_join_options") { $0.field("microphone_state", microphone.rawValue) }
    }

    mutating func uiSettings(_ language: Language) {
        object("ui_settings") { $0.field("language", language.rawValue) }
    }
}

extension FieldReader {
    func recordingOptions() throws(WireError) -> RecordingOptions {
        let options = try object("recording_options")
        return RecordingOptions(
            autoRecord: try options?.boolean("auto_record") ?? false,
            recordOnlyOwner: try options?.boolean("record_only_owner") ?? false)
    }

    func callbackURLs() throws(WireError) -> CallbackURLs? {
        guard let urls = try object("callback_urls") else { return nil }
        return CallbackURLs(
            rooms: try urls.string("rooms_callback_url"), sessions: try urls.string("sessions_callback_url"),
            recordings: try urls.string("recordings_callback_url"))
    }

    func features() throws(WireError) -> FeaturesUpdate {
        guard let features = try object("available_features") else { return FeaturesUpdate() }
        return FeaturesUpdate(
            recording: try features.boolean("is_recording_available"),
            chat: try features.boolean("is_chat_available"),
            whiteboard: try features.boolean("is_whiteboard_available"),
            localeSwitcher: try features.boolean("is_locale_switcher_available"),
            captions: try features.boolean("is_captions_available"))
    }

    /// Also read under the spelling that the API itself wrote until June 2023.
    func joinApprovalLevel() throws(WireError) -> JoinApprovalLevel? {
        if let level: JoinApprovalLevel = try choice("join_approval_level") { return level }
        return try choice("joinApprovalLevel")
    }

    func initialMicrophone() throws(WireError) -> MicrophoneState? {
        try object("initial_join_options")?.choice("microphone_state")
    }

    /// In any case of letters: one client library sends `PT-BR`.
    func language() throws(WireError) -> Language? {
        guard let settings = try object("ui_settings"), let text = try settings.string("language") else { return nil }
        guard let language = Language(rawValue: text.lowercased()) else {
            throw settings.refusal("language", FieldReader.mustBeOne(of: Language.self))
        }
        return language
    }
}
