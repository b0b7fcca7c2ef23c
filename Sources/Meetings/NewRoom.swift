/// A request for a room, as the creator sent it (API reference, *Create room*).
public struct NewRoom: Hashable, Sendable {
    public var displayName: String
    public var metadata: String?
    public var type: RoomType
    /// Long-term rooms need one; instant rooms must not have one.
    public var expiresAt: Timestamp?
    public var expireAfterUse: Bool
    public var recordingOptions: RecordingOptions
    public var themeID: ThemeID?
    public var joinApprovalLevel: JoinApprovalLevel
    public var initialMicrophone: MicrophoneState
    public var callbackURLs: CallbackURLs
    public var features: AvailableFeatures
    public var language: Language

    public init(
        displayName: String, metadata: String? = nil, type: RoomType = .instant, expiresAt: Timestamp? = nil,
        expireAfterUse: Bool = false, recordingOptions: RecordingOptions = RecordingOptions(), themeID: ThemeID? = nil,
        joinApprovalLevel: JoinApprovalLevel = .none, initialMicrophone: MicrophoneState = .default,
        callbackURLs: CallbackURLs = CallbackURLs(), features: AvailableFeatures = AvailableFeatures(),
        language: Language = .default
    ) {
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
    }

    /// Throws the first rule that the request breaks at `now`, in the API's words.
    public func validate(now: Timestamp) throws(Problem) {
        try FieldRules.text(displayName, field: "display_name", atMost: 200)
        if let metadata { try FieldRules.length(metadata, field: "metadata", atMost: 500) }
        try callbackURLs.validate()
        switch (type, expiresAt) {
        case (.instant, nil): break
        case (.instant, .some): throw Problem(.invalidInput, "\"expires_at\" is not allowed for a room of type instant")
        case (.longTerm, nil):
            throw Problem(.invalidInput, "\"expires_at\" is required for a room of type long_term")
        case (.longTerm, .some(let expiry)): try FieldRules.expiry(expiry, now: now)
        }
    }

    /// The room that this request makes. An instant room closes ten minutes after `now` unless someone enters;
    /// `expire_after_use` means nothing for it and is dropped.
    public func room(id: RoomID, meetingCode: String, now: Timestamp) -> Room {
        Room(
            id: id, displayName: displayName, metadata: metadata, type: type,
            expiresAt: expiresAt ?? now + Meetings.idleLife, expireAfterUse: type == .longTerm && expireAfterUse,
            recordingOptions: recordingOptions, themeID: themeID, joinApprovalLevel: joinApprovalLevel,
            initialMicrophone: initialMicrophone, callbackURLs: callbackURLs, features: features, language: language,
            meetingCode: meetingCode, createdAt: now)
    }
}
