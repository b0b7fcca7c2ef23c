import MeetingsStore

/// One number that alarm rules compare with, as the configuration names it below `alarms.limits`.
struct AlarmLimitSetting: Sendable {
    let name: String
    let kind: ConfigurationKind
    let about: String
    /// Takes a text over that was checked; any other changes nothing.
    let adopt: @Sendable (String, inout AlarmLimits) -> Void
    /// The same for some rooms only; nil for what is no single room's.
    private(set) var adoptInRooms: (@Sendable (String, inout AlarmLimitTuning) -> Void)?

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
        AlarmLimitSetting(
            name: "crowd_drop", kind: .percent, about: "How many of a room's people may leave within a minute; 40%.",
            adopt: { text, limits in limits.crowdDrop = PercentText.read(text) ?? limits.crowdDrop },
            adoptInRooms: { text, tuning in tuning.crowdDrop = PercentText.read(text) ?? tuning.crowdDrop }),
        capacity(
            "room_capacity", "How many people a room is meant for; any number unless set.",
            inRooms: { $0.roomCapacity = $1 }
        ) { $0.roomCapacity = $1 },
        capacity("total_capacity", "How many people all rooms together are meant for; any number unless set.") {
            $0.totalCapacity = $1
        },
    ]

    private static func span(
        _ name: String, _ about: String,
        inRooms setInRooms: (@Sendable (inout AlarmLimitTuning, Duration) -> Void)? = nil,
        _ set: @escaping @Sendable (inout AlarmLimits, Duration) -> Void
    ) -> AlarmLimitSetting {
        let setting = AlarmLimitSetting(name: name, kind: .span, about: about) { text, limits in
            guard let span = SpanText.read(text) else { return }
            set(&limits, span)
        }
        guard let setInRooms else { return setting }
        return setting.inRooms { text, tuning in
            guard let span = SpanText.read(text) else { return }
            setInRooms(&tuning, span)
        }
    }

    private static func capacity(
        _ name: String, _ about: String, inRooms setInRooms: (@Sendable (inout AlarmLimitTuning, Int) -> Void)? = nil,
        _ set: @escaping @Sendable (inout AlarmLimits, Int) -> Void
    ) -> AlarmLimitSetting {
        let setting = AlarmLimitSetting(name: name, kind: .number(1...1_000_000), about: about) { text, limits in
            guard let count = Int(text) else { return }
            set(&limits, count)
        }
        guard let setInRooms else { return setting }
        return setting.inRooms { text, tuning in
            guard let count = Int(text) else { return }
            setInRooms(&tuning, count)
        }
    }

    private func inRooms(_ adopt: @escaping @Sendable (String, inout AlarmLimitTuning) -> Void) -> AlarmLimitSetting {
        var setting = self
        setting.adoptInRooms = adopt
        return setting
    }
}
