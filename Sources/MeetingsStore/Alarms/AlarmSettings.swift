public import Meetings

/// How alarms are raised: what an operator may tune.
public struct AlarmSettings: Hashable, Sendable {
    /// What differs from the usual for a rule in all rooms.
    public var rules: [AlarmRule: AlarmTuning] = [:]
    /// What differs in some rooms; a later entry wins over an earlier one.
    public var overrides: [AlarmOverride] = []
    /// The numbers that rules compare with.
    public var limits = AlarmLimits()
    /// Hours of the day in which no bell rings.
    public var silentHours: [SilentHours] = []
    /// False for no bell at all.
    public var rings = true

    /// The usual settings.
    public init() {}

    /// How a rule is tuned in a room; nil for an alarm that is about no room.
    func tuning(of rule: AlarmRule, in room: KnownRoom?, of state: State, now: Timestamp) -> AlarmTuning {
        var tuning = AlarmTuning(hold: rule.usualHold, clear: rule.usualClear)
        tuning.merge(rules[rule])
        guard let room, !overrides.isEmpty else { return tuning }
        let subject = RoomSubject(room, in: state, now: now)
        for override in overrides where override.filter.matches(subject, now: now) {
            tuning.merge(override.rules[rule])
            if override.isMuted { tuning.isOff = true }
        }
        return tuning
    }

    /// The numbers that rules compare with in a room.
    func limits(in room: KnownRoom, of state: State, now: Timestamp) -> AlarmLimits {
        guard overrides.contains(where: { $0.limits != AlarmLimitTuning() }) else { return limits }
        let subject = RoomSubject(room, in: state, now: now)
        var limits = limits
        for override in overrides where override.filter.matches(subject, now: now) { limits.adopt(override.limits) }
        return limits
    }

    /// True in the silent hours: then neither bell nor hook is used.
    public func isSilent(at time: Timestamp, utcOffset: Int) -> Bool {
        guard !silentHours.isEmpty else { return false }
        let civil = time.civil(utcOffset: utcOffset)
        return silentHours.contains { $0.contains(civil.hour * 60 + civil.minute) }
    }
}

/// What is set for one rule; nil leaves the usual.
public struct AlarmTuning: Hashable, Sendable {
    /// True for a rule that raises nothing.
    public var isOff: Bool?
    /// How long what it watches for must last before it is raised.
    public var hold: Duration?
    /// How long it must be over before the alarm is cleared.
    public var clear: Duration?
    /// The level in place of the rule's own.
    public var level: AlarmLevel?

    /// A tuning with these parts.
    public init(
        isOff: Bool? = nil, hold: Duration? = nil, clear: Duration? = nil, level: AlarmLevel? = nil
    ) {
        self.isOff = isOff
        self.hold = hold
        self.clear = clear
        self.level = level
    }

    mutating func merge(_ other: AlarmTuning?) {
        guard let other else { return }
        isOff = other.isOff ?? isOff
        hold = other.hold ?? hold
        clear = other.clear ?? clear
        level = other.level ?? level
    }
}

/// What differs in the rooms that pass a filter.
public struct AlarmOverride: Hashable, Sendable {
    /// Which rooms, in the words of the lists; empty means all.
    public var filter: Filter
    /// True for rooms that raise nothing.
    public var isMuted: Bool
    /// What differs for each rule.
    public var rules: [AlarmRule: AlarmTuning]
    /// The numbers that differ.
    public var limits: AlarmLimitTuning

    /// An override with these parts.
    public init(
        rooms filter: String, isMuted: Bool = false, rules: [AlarmRule: AlarmTuning] = [:],
        limits: AlarmLimitTuning = AlarmLimitTuning()
    ) {
        self.filter = Filter(filter, kind: .rooms)
        self.isMuted = isMuted
        self.rules = rules
        self.limits = limits
    }
}

/// Numbers that may differ from room to room; nil leaves what counts for all rooms.
public struct AlarmLimitTuning: Hashable, Sendable {
    /// How long before its closing a room with people inside is told, as a warning.
    public var closingWarning: Duration?
    /// How long before its closing that becomes critical.
    public var closingCritical: Duration?
    /// The least time that an upload may take after the end of a recording.
    public var uploadTime: Duration?
    /// How long before a planned time the room must be ready.
    public var readyBefore: Duration?
    /// The part of the people who leave within a minute that is too many.
    public var crowdDrop: Double?
    /// How many people the room is meant for.
    public var roomCapacity: Int?

    /// Nothing differs.
    public init() {}
}

/// A part of the day, in minutes since midnight of the operator's zone; may go over midnight.
public struct SilentHours: Hashable, Sendable {
    /// The first minute.
    public var from: Int
    /// The minute after the last.
    public var to: Int

    /// The part of the day from one minute to another.
    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    func contains(_ minute: Int) -> Bool {
        from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
    }
}

/// The numbers that rules compare with.
public struct AlarmLimits: Hashable, Sendable {
    /// How long before its closing a room with people inside is told, as a warning.
    public var closingWarning = Duration.seconds(15 * 60)
    /// How long before its closing that becomes critical.
    public var closingCritical = Duration.seconds(5 * 60)
    /// How long before its closing the alarm is raised anew, over any acknowledgement.
    public var closingLast = Duration.seconds(60)
    /// How long before its closing an empty instant room is told.
    public var instantInfo = Duration.seconds(120)
    /// How long before its closing that becomes a warning.
    public var instantWarning = Duration.seconds(60)
    /// The least time that an upload may take after the end of a recording.
    public var uploadTime = Duration.seconds(600)
    /// How old an undelivered callback may be.
    public var callbackAge = Duration.seconds(60)
    /// How many failures in a row a callback URL may have.
    public var callbackFailures = 3
    /// How long a source of news may be silent.
    public var silence = Duration.seconds(5)
    /// The same for a source that is asked now and then.
    public var pollSilence = Duration.seconds(90)
    /// How far clocks may be apart.
    public var clockDifference = Duration.seconds(2)
    /// How long a gap is told.
    public var gapTime = Duration.seconds(60)
    /// How long after a planned time a host is waited for.
    public var plannedWindow = Duration.seconds(3600)
    /// How long before a planned time a room must be ready.
    public var readyBefore = Duration.seconds(600)
    /// The part of the people who leave within a minute that is too many.
    public var crowdDrop = 0.4
    /// How many people there must have been for that.
    public var crowdDropFrom = 10
    /// How many people a room is meant for; nil for any number.
    public var roomCapacity: Int?
    /// How many people all rooms together are meant for; nil for any number.
    public var totalCapacity: Int?
    /// The part of a capacity that is told.
    public var capacityPart = 0.8
    /// How many joins within a minute are a storm.
    public var joinStorm = 60
    /// How many joins of one person within five minutes are too many.
    public var flappingJoins = 4
    /// How often a media server may be started again within ten minutes.
    public var mediaRestarts = 3
    /// How many people of a session with a poor connection are told, and which part of it they must be.
    public var poorPeople = 3
    public var poorPart = 0.3

    /// The usual numbers.
    public init() {}

    mutating func adopt(_ tuning: AlarmLimitTuning) {
        closingWarning = tuning.closingWarning ?? closingWarning
        closingCritical = tuning.closingCritical ?? closingCritical
        uploadTime = tuning.uploadTime ?? uploadTime
        readyBefore = tuning.readyBefore ?? readyBefore
        crowdDrop = tuning.crowdDrop ?? crowdDrop
        roomCapacity = tuning.roomCapacity ?? roomCapacity
    }
}

extension AlarmRule {
    /// How long what the rule watches for must last, unless set otherwise.
    public var usualHold: Duration {
        switch self {
        case .guestsWithoutHost: .seconds(45)
        case .hostLost: .seconds(20)
        case .lobbyWaiting, .recordingStalled: .seconds(60)
        case .recordingMissing, .poorQuality: .seconds(30)
        case .mediaDown: .seconds(10)
        case .mediaFull: .seconds(15)
        case .lateStart: .seconds(120)
        case .crowdDrop: .seconds(5)
        case .closing, .instantRoomEmpty, .recordingLate, .callbackTrouble, .feedStale, .gap, .notReady, .crowdLimit,
            .flapping, .mediaRestarts:
            .zero
        }
    }

    /// How long it must be over before an alarm is cleared, unless set otherwise.
    public var usualClear: Duration {
        switch self {
        case .guestsWithoutHost, .hostLost, .lobbyWaiting, .recordingMissing, .feedStale, .lateStart: .seconds(5)
        case .callbackTrouble, .crowdLimit, .poorQuality, .mediaFull: .seconds(30)
        case .mediaDown: .seconds(15)
        case .crowdDrop: .seconds(60)
        case .closing, .instantRoomEmpty, .recordingLate, .recordingStalled, .gap, .notReady, .flapping,
            .mediaRestarts:
            .zero
        }
    }
}
