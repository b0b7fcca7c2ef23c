import Meetings

/// What rules look at.
struct AlarmScene {
    let state: State
    let now: Timestamp
    /// Seconds that the operator's zone is ahead of UTC, for the times in sentences.
    let utcOffset: Int
    let settings: AlarmSettings
    let plan: [PlannedRoom]
    /// Rooms whose links were handed out; nil where nobody keeps count.
    let linksHandedOut: Set<RoomID>?

    /// The numbers for all that is no single room's.
    var limits: AlarmLimits { settings.limits }

    /// The numbers in a room; those for all where it is not known.
    func limits(in room: KnownRoom?) -> AlarmLimits {
        room.map { settings.limits(in: $0, of: state, now: now) } ?? limits
    }

    /// `10:39:51`.
    func clock(_ time: Timestamp) -> String { time.civil(utcOffset: utcOffset).clockText }

    /// `1 guest`, `4 guests`.
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

    /// `3.2 s`.
    func seconds(_ span: Duration) -> String {
        let tenths = span.wholeMilliseconds / 100
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) s"
    }

    /// `10:00`: minutes and seconds.
    func minutes(_ span: Duration) -> String {
        let seconds = max(0, span.components.seconds)
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}

/// A line of the run sheet with the room that it means, if there is one.
struct PlannedRoom: Hashable, Sendable {
    var entry: RunSheet.Entry
    var room: RoomID?
}

/// What a rule sees now.
struct AlarmFinding {
    var key: AlarmKey
    var level: AlarmLevel
    var room: RoomID?
    /// When it began; nil where only watching tells, which then counts from the first look.
    var since: Timestamp?
    var dueAt: Timestamp?
    /// When it became so urgent that an earlier decision counts no more; nil where it did not.
    var renewedAt: Timestamp?
    var saw: String

    init(
        _ rule: AlarmRule, _ object: String, _ level: AlarmLevel, room: RoomID? = nil, since: Timestamp?,
        dueAt: Timestamp? = nil, saw: String
    ) {
        key = AlarmKey(rule, object)
        self.level = level
        self.room = room
        self.since = since
        self.dueAt = dueAt
        self.saw = saw
    }
}

/// A rule that looks at one room at a time.
protocol RoomAlarmRule: Sendable {
    func findings(in room: KnownRoom, _ scene: AlarmScene) -> [AlarmFinding]
}

/// One that finds at most one thing in a room.
protocol SingleAlarmRule: RoomAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding?
}

extension SingleAlarmRule {
    func findings(in room: KnownRoom, _ scene: AlarmScene) -> [AlarmFinding] {
        finding(in: room, scene).map { [$0] } ?? []
    }
}

/// A rule that looks at everything.
protocol SceneAlarmRule: Sendable {
    func findings(_ scene: AlarmScene) -> [AlarmFinding]
}

/// All rules.
enum AlarmRules {
    /// Those that judge one room. What they look at is in its `RoomWatch`: without that no rule is asked.
    static let rooms: [any RoomAlarmRule] = [
        GuestsWithoutHostRule(), HostLostRule(), LobbyWaitingRule(), ClosingRule(), InstantRoomRule(),
        RecordingMissingRule(), CrowdDropRule(), CrowdLimitRule(), FlappingRule(),
    ]
    static let scene: [any SceneAlarmRule] = [
        RecordingLateRule(), RecordingStalledRule(), CallbackTroubleRule(), FeedStaleRule(), GapRule(),
        LateStartRule(), NotReadyRule(), TotalCapacityRule(), MediaDownRule(), MediaRestartsRule(), MediaFullRule(),
        PoorQualityRule(),
    ]
}
