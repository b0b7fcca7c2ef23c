/// What an operator decided about an alarm, shared by all who watch.
public struct AlarmAcknowledgement: Hashable, Sendable {
    /// Which alarm.
    public var key: AlarmKey
    /// What was decided.
    public var state: State
    /// Why, in the operator's words; may be empty. Hostile until scrubbed.
    public var note: String
    /// Who decided; may be empty. Hostile until scrubbed.
    public var operatorName: String
    /// How much the alarm mattered then: when it matters more, the decision no longer hides it. Nil covers all.
    public var level: AlarmLevel?
    /// When it was decided.
    public var at: Timestamp
    /// Until when it counts.
    public var until: Timestamp

    /// The kinds of decision. The raw values are `state` on the wire.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Somebody takes care of it.
        case acknowledged
        /// It is to be shown again at a certain time.
        case snoozed
    }

    /// A decision with these parts.
    public init(
        key: AlarmKey, state: State, note: String = "", operatorName: String = "", level: AlarmLevel? = nil,
        at: Timestamp, until: Timestamp
    ) {
        self.key = key
        self.state = state
        self.note = note
        self.operatorName = operatorName
        self.level = level
        self.at = at
        self.until = until
    }
}

/// What is sent to acknowledge or snooze an alarm.
public struct NewAcknowledgement: Hashable, Sendable {
    /// What is decided.
    public var state: AlarmAcknowledgement.State
    /// Why; up to 500 characters.
    public var note: String
    /// Who decides; up to 100 characters.
    public var operatorName: String
    /// How much the alarm matters now.
    public var level: AlarmLevel?
    /// Until when it counts; nil for the longest usual time. A snooze must say it.
    public var until: Timestamp?

    /// How long an acknowledgement counts that does not say until when.
    public static let usualTime = Duration.seconds(12 * 3600)
    /// The longest time that one may count.
    public static let longestTime = Duration.seconds(7 * 86_400)

    /// A request with these parts.
    public init(
        state: AlarmAcknowledgement.State, note: String = "", operatorName: String = "", level: AlarmLevel? = nil,
        until: Timestamp? = nil
    ) {
        self.state = state
        self.note = note
        self.operatorName = operatorName
        self.level = level
        self.until = until
    }

    /// The decision that this asks for. Throws, in the API's words, what is wrong with it.
    public func acknowledgement(of key: AlarmKey, at now: Timestamp) throws(Problem) -> AlarmAcknowledgement {
        try FieldRules.text(key.object, field: "object", atMost: 200)
        try FieldRules.length(note, field: "note", atMost: 500)
        try FieldRules.length(operatorName, field: "operator", atMost: 100)
        if state == .snoozed, until == nil { throw Problem(.invalidInput, "\"until\" is required") }
        let end = until ?? now + Self.usualTime
        guard end > now else { throw Problem(.invalidInput, "\"until\" must be in the future") }
        guard end <= now + Self.longestTime else {
            throw Problem(.invalidInput, "\"until\" must be within seven days")
        }
        return AlarmAcknowledgement(
            key: key, state: state, note: note, operatorName: operatorName, level: level, at: now, until: end)
    }
}
