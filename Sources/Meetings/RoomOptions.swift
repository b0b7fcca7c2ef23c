/// The enumerations and option groups of a room, spelt as the API spells them.

/// How long a room lives. The raw values are the API's.
public enum RoomType: String, Hashable, Sendable, CaseIterable {
    /// For a meeting now: closes ten minutes after creation or after the last participant left.
    case instant
    /// Lives until `expires_at`.
    case longTerm = "long_term"
}

/// Who waits before entering. The raw values are the API's.
public enum JoinApprovalLevel: String, Hashable, Sendable, CaseIterable {
    case none
    /// Guests wait until a host is inside.
    case afterOwnerOnly = "after_owner_only"
    /// Guests wait until a host admits them.
    case explicitApproval = "explicit_approval"
}

/// The microphone on the page before joining. The raw values are the API's.
public enum MicrophoneState: String, Hashable, Sendable, CaseIterable {
    case on, off, `default`
}

/// The language of the meeting page, as `ui_settings.language` lists them; `default` is the browser's own.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case `default`, ar, ca, de, en, es, fr, he, it, pt
    case brazilianPortuguese = "pt-br"
    case simplifiedChinese = "zh-cn"
    case traditionalChinese = "zh-tw"
}

/// What is recorded, and who decides.
public struct RecordingOptions: Hashable, Sendable {
    /// Every session is recorded and nobody can stop it.
    public var autoRecord: Bool
    /// All sound, but only the owner's camera and shared screens.
    public var recordOnlyOwner: Bool

    public init(autoRecord: Bool = false, recordOnlyOwner: Bool = false) {
        self.autoRecord = autoRecord
        self.recordOnlyOwner = recordOnlyOwner
    }
}

/// Where this room's callbacks go instead of the application's URLs; nil means the application's.
public struct CallbackURLs: Hashable, Sendable {
    public var rooms: String?
    public var sessions: String?
    public var recordings: String?

    public init(rooms: String? = nil, sessions: String? = nil, recordings: String? = nil) {
        self.rooms = rooms
        self.sessions = sessions
        self.recordings = recordings
    }

    /// The URL for one kind of callback.
    public subscript(kind: CallbackKind) -> String? {
        switch kind {
        case .rooms: rooms
        case .sessions: sessions
        case .recordings: recordings
        }
    }
}

/// The three URLs that an application, or a room, may name (Application API, capability `meetings`).
public enum CallbackKind: String, Hashable, Sendable, CaseIterable {
    case rooms, sessions, recordings
}

/// Which features the meeting page shows.
public struct AvailableFeatures: Hashable, Sendable {
    public var recording: Bool
    public var chat: Bool
    public var whiteboard: Bool
    public var localeSwitcher: Bool
    public var captions: Bool

    public init(
        recording: Bool = true, chat: Bool = true, whiteboard: Bool = true, localeSwitcher: Bool = true,
        captions: Bool = false
    ) {
        self.recording = recording
        self.chat = chat
        self.whiteboard = whiteboard
        self.localeSwitcher = localeSwitcher
        self.captions = captions
    }
}
