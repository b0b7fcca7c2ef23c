public import Meetings

/// One step in the life of an alarm.
public struct AlarmTransition: Hashable, Sendable {
    /// What happened.
    public var kind: Kind
    /// The alarm as it is now.
    public var alarm: Alarm
    /// When it happened.
    public var at: Timestamp

    /// The steps.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The rule has seen it for long enough.
        case raised
        /// It matters more than before.
        case rose
        /// It matters less than before.
        case fell
        /// Somebody takes care of it.
        case acknowledged
        /// It is to be shown again later.
        case snoozed
        /// What was decided counts no more: it ended, was taken back, or the alarm rose above it.
        case reopened
        /// What the rule watches for is over.
        case cleared
        /// A critical alarm asks for the bell.
        case rang
    }
}

/// A line of a list of alarms: one of them, or a storm of one rule in one line.
public enum AlarmRow: Hashable, Sendable {
    /// One alarm.
    case one(Alarm)
    /// Five or more of one rule, raised together; the most urgent first.
    case storm(Int, [Alarm])

    /// The most urgent alarm of the line.
    public var first: Alarm? {
        switch self {
        case .one(let alarm): alarm
        case .storm(_, let alarms): alarms.first
        }
    }
}

/// How many alarms there are.
public struct AlarmCounts: Hashable, Sendable {
    /// Critical ones that nobody decided about.
    public var critical = 0
    /// Warnings that nobody decided about.
    public var warning = 0
    /// Those that only inform, if nobody decided about them.
    public var info = 0
    /// Those that somebody takes care of.
    public var acknowledged = 0
    /// Those that are to be shown again later.
    public var snoozed = 0
    /// Those that stand behind the first of their storm.
    public var folded = 0

    /// Those that somebody decided about: not open, and not over either.
    public var decided: Int { acknowledged + snoozed }
    /// How many no line of the list shows.
    public var hidden: Int { decided + folded }

    /// No alarm.
    public init() {}
}
