/// What a room update changes; nil leaves a field as it is (API reference, *Update room*, `update_details`).
public struct RoomUpdate: Hashable, Sendable {
    public var expiresAt: Timestamp?
    public var expireAfterUse: Bool?
    /// `.some(nil)` takes the theme off the room.
    public var themeID: ThemeID??
    public var joinApprovalLevel: JoinApprovalLevel?
    public var initialMicrophone: MicrophoneState?
    /// Replaces the three URLs together.
    public var callbackURLs: CallbackURLs?
    /// Each feature on its own; nil leaves it.
    public var features: FeaturesUpdate
    public var language: Language?

    public init(
        expiresAt: Timestamp? = nil, expireAfterUse: Bool? = nil, themeID: ThemeID?? = nil,
        joinApprovalLevel: JoinApprovalLevel? = nil, initialMicrophone: MicrophoneState? = nil,
        callbackURLs: CallbackURLs? = nil, features: FeaturesUpdate = FeaturesUpdate(), language: Language? = nil
    ) {
        self.expiresAt = expiresAt
        self.expireAfterUse = expireAfterUse
        self.themeID = themeID
        self.joinApprovalLevel = joinApprovalLevel
        self.initialMicrophone = initialMicrophone
        self.callbackURLs = callbackURLs
        self.features = features
        self.language = language
    }

    public var isEmpty: Bool { self == RoomUpdate() }

    /// The room after this update. Throws when the room cannot be updated (instant, closed) or a value breaks a rule.
    public func applied(to room: Room, now: Timestamp) throws(Problem) -> Room {
        if isEmpty { throw Problem(.invalidInput, "\"update_details\" must have at least 1 key") }
        guard room.isAvailable else { throw Problem(.notFound, "Failed to fetch resource with id \(room.id)") }
        guard room.type == .longTerm else {
            throw Problem(
                .badRequest, "The room with id: \(room.id) could not be updated because of its type: temporary")
        }
        if let expiresAt { try FieldRules.expiry(expiresAt, now: now) }
        try callbackURLs?.validate()
        var updated = room
        updated.expiresAt = expiresAt ?? room.expiresAt
        updated.expireAfterUse = expireAfterUse ?? room.expireAfterUse
        if let themeID { updated.themeID = themeID }
        updated.joinApprovalLevel = joinApprovalLevel ?? room.joinApprovalLevel
        updated.initialMicrophone = initialMicrophone ?? room.initialMicrophone
        updated.callbackURLs = callbackURLs ?? room.callbackURLs
        updated.features = features.applied(to: room.features)
        updated.language = language ?? room.language
        return updated
    }
}

/// Changes to single features; nil leaves a feature as it is.
public struct FeaturesUpdate: Hashable, Sendable {
    public var recording: Bool?
    public var chat: Bool?
    public var whiteboard: Bool?
    public var localeSwitcher: Bool?
    public var captions: Bool?

    public init(
        recording: Bool? = nil, chat: Bool? = nil, whiteboard: Bool? = nil, localeSwitcher: Bool? = nil,
        captions: Bool? = nil
    ) {
        self.recording = recording
        self.chat = chat
        self.whiteboard = whiteboard
        self.localeSwitcher = localeSwitcher
        self.captions = captions
    }

    /// The features after this update.
    public func applied(to features: AvailableFeatures) -> AvailableFeatures {
        AvailableFeatures(
            recording: recording ?? features.recording, chat: chat ?? features.chat,
            whiteboard: whiteboard ?? features.whiteboard, localeSwitcher: localeSwitcher ?? features.localeSwitcher,
            captions: captions ?? features.captions)
    }
}
