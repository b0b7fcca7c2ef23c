import Meetings

/// Rooms as people read them. The host link is left out unless asked for: whoever holds it is host.
enum RoomTable {
    /// All rooms, a line each.
    static func text(_ rooms: [Room]) -> String {
        var table = Table(headings: ["NAME", "TYPE", "STATE", "CLOSES (UTC)", "CODE", "ID"])
        table.rows = rooms.map { room in
            [
                room.displayName, room.type.rawValue, room.isAvailable ? "open" : "closed", minute(room.expiresAt),
                room.meetingCode, room.id.rawValue,
            ]
        }
        return table.text
    }

    /// One room, a line for each fact.
    static func text(_ room: Room, showsHostLink: Bool) -> String {
        var table = Table(headings: ["room", room.displayName])
        table.rows = [
            ["id", room.id.rawValue], ["type", room.type.rawValue], ["closes", minute(room.expiresAt) + " UTC"],
            ["guest link", room.links.guest ?? "none"],
        ]
        if showsHostLink { table.rows.append(["host link", room.links.host ?? "none"]) }
        return table.text
    }

    /// `2031-03-04 09:10`.
    private static func minute(_ time: Timestamp) -> String {
        let civil = time.civil()
        return "\(civil.dateText) \(civil.clockText.prefix(5))"
    }
}
