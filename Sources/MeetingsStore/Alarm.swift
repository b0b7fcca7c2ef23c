public import Meetings

/// Something that needs a person, as a rule saw it.
public struct Alarm: Hashable, Sendable {
    /// The rule that raised it.
    public var rule: AlarmRule
    /// How much it matters now; rises with time.
    public var level: AlarmLevel
    /// The room that it is about.
    public var room: RoomID
    /// When what the rule watches for began; for a closing the time of the closing.
    public var since: Timestamp

    /// An alarm with these parts.
    public init(rule: AlarmRule, level: AlarmLevel, room: RoomID, since: Timestamp) {
        self.rule = rule
        self.level = level
        self.room = room
        self.since = since
    }
}

/// The rules in use.
public enum AlarmRule: String, Hashable, Sendable, CaseIterable {
    /// Guests are in a session without a host for 45 seconds.
    case guestsWithoutHost
    /// The room closes within 15 minutes with people inside; critical within 5.
    case closing
}

/// How much an alarm matters.
public enum AlarmLevel: Int, Hashable, Sendable, Comparable, CaseIterable {
    case warning = 1
    case critical = 2

    /// Warnings before critical ones.
    public static func < (left: AlarmLevel, right: AlarmLevel) -> Bool { left.rawValue < right.rawValue }
}

extension State {
    /// What needs a person at `now`: critical before warning, then the longest standing first. Only live rooms are
    /// looked at, and people only of those without a host.
    public func alarms(now: Timestamp) -> [Alarm] {
        let found = liveRooms.compactMap { rooms[$0] }.flatMap { room in
            [guestsWithoutHost(in: room, now: now), closing(of: room, now: now)].compactMap(\.self)
        }
        return found.sorted { left, right in
            if left.level != right.level { return left.level > right.level }
            if left.since != right.since { return left.since < right.since }
            if left.room != right.room { return left.room < right.room }
            return left.rule.rawValue < right.rule.rawValue
        }
    }

    private func guestsWithoutHost(in room: KnownRoom, now: Timestamp) -> Alarm? {
        guard room.guests > 0, room.hosts == 0, let since = hostlessSince(in: room) else { return nil }
        guard now - since >= .seconds(45) else { return nil }
        return Alarm(rule: .guestsWithoutHost, level: .critical, room: room.id, since: since)
    }

    private func closing(of room: KnownRoom, now: Timestamp) -> Alarm? {
        guard room.people > 0, let closing = room.closing, closing.at - now <= .seconds(15 * 60) else { return nil }
        let level: AlarmLevel = closing.at - now <= .seconds(5 * 60) ? .critical : .warning
        return Alarm(rule: .closing, level: level, room: room.id, since: closing.at)
    }

    /// Since when guests are alone: from the first guest who is inside, or from the leaving of the last host.
    private func hostlessSince(in room: KnownRoom) -> Timestamp? {
        var firstGuest: Timestamp?
        var lastHost: Timestamp?
        for session in room.liveSessions {
            for person in sessions[session]?.people ?? [] {
                guard let known = people[person] else { continue }
                if known.mayBeInside, !known.participant.isHost {
                    firstGuest = min(firstGuest ?? known.since, known.since)
                } else if known.participant.isHost, let left = known.participant.leftAt ?? known.leftHeardAt {
                    lastHost = max(lastHost ?? left, left)
                }
            }
        }
        return firstGuest.map { max($0, lastHost ?? $0) }
    }
}
