import Meetings
import MeetingsStore

/// Changes to rooms.
extension Model {
    /// What one press of `+` adds.
    static let extensionSpan = Duration.seconds(30 * 60)

    /// The rooms that an action is about, each once.
    var targetRooms: [KnownRoom] {
        var seen: Set<RoomID> = []
        return targets.compactMap { room(of: $0) }.filter { seen.insert($0.id).inserted }
    }

    /// True when people would soon be cut off where keys go.
    var closesSoonHere: Bool {
        alarms.contains { $0.rule == .closing && $0.room == selectedRoom?.id }
    }

    /// Why a room cannot be updated; nil when it can.
    func reasonAgainstUpdate(of room: KnownRoom?) -> String? {
        guard let room else { return "there is no room here" }
        if room.isClosed { return "the room is closed" }
        guard let fields = room.room else { return "the server has not named this room yet · r asks again" }
        if fields.type == .instant {
            return room.isLive
                ? "an instant room cannot be changed: it closes 10 minutes after the last person left"
                : "an instant room cannot be changed; it stays open while somebody is inside"
        }
        return nil
    }

    /// Moves the closing of the rooms, with a span as people type it.
    mutating func extend(by text: String) -> [Effect] {
        let entry = text.hasPrefix("+") ? text : "+" + text
        guard let time = ExpiryEntry.parse(entry, now: now, utcOffset: utcOffset) else {
            say("write the span as 30m, 2h or 1d", isError: true)
            return []
        }
        return extend(by: time - now)
    }

    mutating func extend(by span: Duration) -> [Effect] {
        // The key alone answers the question about another span, too.
        if case .again(let plan)? = answered, plan == extensionPlan(by: span) || isExtension(plan) {
            return carryOut(plan.items)
        }
        return confirm(extensionPlan(by: span), key: "extend")
    }

    /// True when a plan moves closing times from where they still are.
    private func isExtension(_ plan: Plan) -> Bool {
        guard case .updateRoom(let id, let update)? = plan.items.first?.request, let expiry = update.expiresAt,
            update == RoomUpdate(expiresAt: expiry), let room = state.rooms[id]?.room, room.expiresAt < expiry
        else { return false }
        return plan == extensionPlan(by: expiry - room.expiresAt)
    }

    private func extensionPlan(by span: Duration) -> Plan {
        let rooms = targetRooms
        let able = rooms.filter { reasonAgainstUpdate(of: $0) == nil }
        let items = able.compactMap { room in
            room.room.map { fields in
                Batch.Item(
                    object: .room(room.id), name: room.title,
                    request: .updateRoom(room.id, RoomUpdate(expiresAt: fields.expiresAt + span)))
            }
        }
        if rooms.count == 1, let room = able.first?.room {
            let from = TimeText.day(room.expiresAt, now: now, utcOffset: utcOffset)
            let to = TimeText.day(room.expiresAt + span, now: now, utcOffset: utcOffset)
            return Plan(sentence: "\(room.displayName) closes \(from) → \(to)", items: items)
        }
        let left = rooms.count - able.count
        let rest = left == 0 ? "" : " (\(left) cannot be changed and \(left == 1 ? "is" : "are") left out)"
        return Plan(sentence: "\(able.count) rooms close \(TimeText.rough(span)) later\(rest)", items: items)
    }

    mutating func editRoom() -> [Effect] {
        guard let room = selectedRoom?.room else { return [] }
        overlay = .form(Form.room(room, themes: themesByName, utcOffset: utcOffset))
        return []
    }

    var themesByName: [Theme] {
        state.themes.values.map(\.theme).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// Locks the writing of changes, or asks for the word that allows it.
    mutating func toggleWrites() -> [Effect] {
        if mayWrite {
            writesUntil = nil
            isLocked = true
            say("changes are off · W allows them again")
        } else {
            prompt = Prompt(.unlock)
        }
        return []
    }

    /// How long changes are allowed once the word was typed.
    static let unlockSpan = Duration.seconds(15 * 60)

    /// Allows changes when the word is the environment's name.
    mutating func unlock(with word: String) {
        guard word.lowercased() == configuration.environment.lowercased() else {
            return say("changes stay off: that is not \(configuration.environment)", isError: true)
        }
        if configuration.mayWrite {
            isLocked = false
            say("changes are on")
        } else {
            writesUntil = now + Self.unlockSpan
            say("changes are on for 15 minutes · W ends that")
        }
    }
}
