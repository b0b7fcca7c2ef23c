/// A room: the place where sessions are held (API reference, *Room*).
public struct Room: Hashable, Sendable {
    public var id: RoomID
    /// 1 to 200 characters, chosen by the creator; hostile until scrubbed.
    public var displayName: String
    /// Up to 500 characters that travel with the room's callbacks.
    public var metadata: String?
    public var type: RoomType
    /// When the room closes at the latest. An instant room that nobody entered says creation plus ten minutes.
    public var expiresAt: Timestamp
    /// Long-term rooms only: close ten minutes after the last participant left.
    public var expireAfterUse: Bool
    public var recordingOptions: RecordingOptions
    public var themeID: ThemeID?
    public var joinApprovalLevel: JoinApprovalLevel
    public var initialMicrophone: MicrophoneState
    public var callbackURLs: CallbackURLs
    public var features: AvailableFeatures
    public var language: Language
    /// The digits that a guest joins with; the last part of the guest link.
    public var meetingCode: String
    /// False once the room has closed: no new session, no update.
    public var isAvailable: Bool
    public var createdAt: Timestamp
    /// Empty where it is not known: an event carries no host link.
    public var links: RoomLinks

    public init(
        id: RoomID, displayName: String, metadata: String? = nil, type: RoomType, expiresAt: Timestamp,
        expireAfterUse: Bool = false, recordingOptions: RecordingOptions = RecordingOptions(),
        themeID: ThemeID? = nil, joinApprovalLevel: JoinApprovalLevel = .none,
        initialMicrophone: MicrophoneState = .default, callbackURLs: CallbackURLs = CallbackURLs(),
        features: AvailableFeatures = AvailableFeatures(), language: Language = .default, meetingCode: String,
        isAvailable: Bool = true, createdAt: Timestamp, links: RoomLinks = RoomLinks()
    ) {
        self.id = id
        self.displayName = displayName
        self.metadata = metadata
        self.type = type
        self.expiresAt = expiresAt
        self.expireAfterUse = expireAfterUse
        self.recordingOptions = recordingOptions
        self.themeID = themeID
        self.joinApprovalLevel = joinApprovalLevel
        self.initialMicrophone = initialMicrophone
        self.callbackURLs = callbackURLs
        self.features = features
        self.language = language
        self.meetingCode = meetingCode
        self.isAvailable = isAvailable
        self.createdAt = createdAt
        self.links = links
    }
}

/// The links of a room (API reference, `_links`).
public struct RoomLinks: Hashable, Sendable {
    public var guest: String?
    /// A secret: whoever holds it is host. Never logged, never in an event, masked on screens.
    public var host: String?

    public init(guest: String? = nil, host: String? = nil) {
        self.guest = guest
        self.host = host
    }
}
