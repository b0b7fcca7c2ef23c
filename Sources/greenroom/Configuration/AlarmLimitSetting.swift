import MeetingsStore

/// One number that alarm rules compare with, as the configuration names it below `alarms.limits`.
struct AlarmLimitSetting: Sendable {
    let name: String
    let kind: ConfigurationKind
    let about: String
    /// Takes a text over that was checked; any other changes nothing.
    let adopt: @Sendable (String, inout AlarmLimits) -> Void
    /// The same for some rooms only; nil for what is no single room's.
    let adoptInRooms: (@Sendable (String, inout AlarmLimitTuning) -> Void)?

    /// All that may be set.
    static let all: [AlarmLimitSetting] = [
        span(
            "closing_warning", "How long before a room with people inside closes that is a warning; 15m.",
            inRooms: { $0.closingWarning = $1 }
        ) { $0.closingWarning = $1 },
        span(
            "closing_critical", "How long before its closing that becomes critical; 5m.",
            inRooms: { $0.closingCritical = $1 }
        ) { $0.closingCritical = $1 },
        span(
            "upload_time", "The least time that the upload of a recording may take; 10m.",
            inRooms: { $0.uploadTime = $1 }
        ) { $0.uploadTime = $1 },
        span("callback_age", "How old a callback that was not delivered may be; 60s.") { $0.callbackAge = $1 },
        span(
            "ready_before", "How long before its planned time a room must be ready; 10m.",
            inRooms: { $0.readyBefore = $1 }
        ) { $0.readyBefore = $1 },
        setting(
            "crowd_drop", .percent, "How many of a room's people may leave within a minute; 40%.", PercentText.read,
            inRooms: { $0.crowdDrop = $1 }
        ) { $0.crowdDrop = $1 },
        capacity(
            "room_capacity", "How many people a room is meant for; any number unless set.",
            inRooms: { $0.roomCapacity = $1 }
        ) { $0.roomCapacity = $1 },
        capacity("total_capacity", "How many people all rooms together are meant for; any number unless set.") {
            $0.totalCapacity = $1
        },
    ]

    private static func span(
        _ name: String, _ about: String, inRooms tune: (@Sendable (inout AlarmLimitTuning, Duration) -> Void)? = nil,
        _ set: @escaping @Sendable (inout AlarmLimits, Duration) -> Void
    ) -> AlarmLimitSetting {
        setting(name, .span, about, SpanText.read, inRooms: tune, set)
    }

    private static func capacity(
        _ name: String, _ about: String, inRooms tune: (@Sendable (inout AlarmLimitTuning, Int) -> Void)? = nil,
        _ set: @escaping @Sendable (inout AlarmLimits, Int) -> Void
    ) -> AlarmLimitSetting {
        setting(name, .number(1...1_000_000), about, { Int($0) }, inRooms: tune, set)
    }

    private static func setting<Value>(
        _ name: String, _ kind: ConfigurationKind, _ about: String, _ read: @escaping @Sendable (String) -> Value?,
        inRooms tune: (@Sendable (inout AlarmLimitTuning, Value) -> Void)?,
        _ set: @escaping @Sendable (inout AlarmLimits, Value) -> Void
    ) -> AlarmLimitSetting {
        AlarmLimitSetting(
            name: name, kind: kind, about: about, adopt: taking(read, set),
            adoptInRooms: tune.map { taking(read, $0) })
    }

    /// Takes over what can be read.
    private static func taking<Value, Numbers>(
        _ read: @escaping @Sendable (String) -> Value?, _ set: @escaping @Sendable (inout Numbers, Value) -> Void
    ) -> @Sendable (String, inout Numbers) -> Void {
        { text, numbers in
            if let value = read(text) { set(&numbers, value) }
        }
    }
}
