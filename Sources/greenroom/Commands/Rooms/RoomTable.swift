import Meetings

/// Rooms as people read them. The host link is left out unless asked for: whoever holds it is host.
enum RoomTable {
    /// All rooms, a line each.
    static func text(_ rooms: [Room]) -> String {
        var table = Table(headings: ["NAME", "TYPE", "STATE", "CLOSES (UTC)", "CODE", "ID"])
        table.rows = rooms.map { room in
            [
                room.displayName, room.type.rawValue, room.isAvailable ? "open" : "closed", room.expiresAt.minuteText,
                room.meetingCode, room.id.rawValue,
            ]
        }
        return table.text
    }

    /// One room, a line for each fact.
    static func text(_ room: Room, showsHostLink: Bool) -> String {
        FactList([
            ("room", room.displayName), ("id", room.id.rawValue), ("type", room.type.rawValue),
            ("state", room.isAvailable ? "open" : "closed"),
            ("closes", room.expiresAt.minuteText + " UTC" + (room.expireAfterUse ? ", or after use" : "")),
            ("created", room.createdAt.minuteText + " UTC"), ("meeting code", room.meetingCode),
            ("guest link", room.links.guest ?? "none"),
            ("host link", showsHostLink ? room.links.host ?? "none" : nil),
            ("theme", room.themeID?.rawValue), ("approval", room.joinApprovalLevel.rawValue),
            ("microphone", room.initialMicrophone.rawValue), ("language", room.language.rawValue),
            ("shows", features(room.features)), ("recording", recording(room.recordingOptions)),
            ("rooms callback", room.callbackURLs.rooms), ("sessions callback", room.callbackURLs.sessions),
            ("recordings callback", room.callbackURLs.recordings), ("metadata", room.metadata),
        ]).text
    }

    private static func features(_ features: AvailableFeatures) -> String {
        let shown = [
            ("recording", features.recording), ("chat", features.chat), ("whiteboard", features.whiteboard),
            ("locale switcher", features.localeSwitcher), ("captions", features.captions),
        ].filter(\.1).map(\.0)
        return shown.isEmpty ? "none of the features" : shown.joined(separator: ", ")
    }

    private static func recording(_ options: RecordingOptions) -> String? {
        let words = [(options.autoRecord, "automatic"), (options.recordOnlyOwner, "owner only")]
            .filter(\.0).map(\.1)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
