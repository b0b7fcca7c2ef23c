/// Decides, room by room, what an import of saved rooms does. Ids, meeting codes and times of creation are kept.
///
/// It remembers what it let in, so that two rooms of one import do not clash.
public struct RoomImport: Sendable {
    private let now: Timestamp
    private let limit: Int
    private let themes: Set<ThemeID>
    private var openRooms: Int
    private var taken: [RoomID: Room] = [:]
    private var codes: Set<String> = []

    /// A room to be made, and how its life stands.
    public struct Made: Hashable, Sendable {
        /// Without links: they are made anew.
        public var room: Room
        /// Nil for a room that is closed.
        public var closing: RoomClosing?
        /// Why it is closed; nil while it is open, and where only the old service knows.
        public var closeReason: RoomClosing.Reason?
        /// Nil while it is open.
        public var closedAt: Timestamp?
    }

    /// `themes` are those of the application, with those of the same import. `limit` is how many open rooms it may
    /// have, `openRooms` how many it has.
    public init(now: Timestamp, themes: Set<ThemeID>, openRooms: Int, limit: Int) {
        self.now = now
        self.themes = themes
        self.openRooms = openRooms
        self.limit = limit
    }

    /// `standing` is what has the room's id here, `isCodeTaken` whether another room of the server has its code.
    public mutating func decide(
        _ given: Room, standing: ImportStanding<Room>, isCodeTaken: Bool
    ) -> ImportDecision<Made> {
        var room = given
        room.links = RoomLinks()
        room.expireAfterUse = room.type == .longTerm && room.expireAfterUse
        switch taken[room.id].map(ImportStanding.own) ?? standing {
        case .foreign: return .conflict("Its id belongs to another application of this server.")
        case .own(let other):
            let differences = Self.differences(room, other)
            if differences.isEmpty { return .unchanged }
            return .conflict(
                "A room with this id is here already and differs in \(differences.joined(separator: ", ")).")
        case .nothing: break
        }
        if let reason = complaint(room) { return .conflict(reason) }
        if isCodeTaken || codes.contains(room.meetingCode) {
            return .conflict("Its meeting code \(room.meetingCode) is that of another room.")
        }
        let made = life(of: room)
        if made.room.isAvailable {
            guard openRooms < limit else { return .conflict("The application has its \(limit) open rooms already.") }
            openRooms += 1
        }
        taken[room.id] = room
        codes.insert(room.meetingCode)
        return .create(made)
    }

    /// The first rule that the room breaks, as a sentence.
    private func complaint(_ room: Room) -> String? {
        do throws(Problem) {
            try ImportedID.check(room.id.rawValue)
            try FieldRules.text(room.displayName, field: "display_name", atMost: 200)
            if let metadata = room.metadata { try FieldRules.length(metadata, field: "metadata", atMost: 500) }
            try room.callbackURLs.validate()
        } catch {
            return error.message + "."
        }
        let digits = room.meetingCode.utf8
        guard (4...20).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return "\"meeting_code\" must be 4 to 20 digits."
        }
        if room.createdAt > now { return "\"created_at\" lies in the future." }
        if room.expiresAt < room.createdAt { return "\"expires_at\" is before \"created_at\"." }
        if room.expiresAt > now.oneYearLater { return "\"expires_at\" is more than one year in the future." }
        if let theme = room.themeID, !themes.contains(theme) {
            return "Its theme \(theme) is neither here nor in this import."
        }
        return nil
    }

    /// How the room's life goes on here: nobody is inside, and the old service's sessions are not known.
    private func life(of room: Room) -> Made {
        var room = room
        guard room.isAvailable, room.expiresAt > now else {
            room.isAvailable = false
            let isExpired = room.expiresAt <= now
            return Made(
                room: room, closeReason: isExpired ? (room.type == .longTerm ? .expired : .idle) : nil,
                closedAt: isExpired ? room.expiresAt : now)
        }
        let reason: RoomClosing.Reason = room.type == .longTerm ? .expired : .neverUsed
        return Made(room: room, closing: RoomClosing(at: room.expiresAt, reason: reason))
    }

    /// The API's names of the fields in which two rooms differ. What changes as time goes by does not count.
    private static func differences(_ room: Room, _ other: Room) -> [String] {
        let fields: [(String, Bool)] = [
            ("display_name", room.displayName == other.displayName), ("metadata", room.metadata == other.metadata),
            ("type", room.type == other.type),
            ("expires_at", room.type == .instant || room.expiresAt == other.expiresAt),
            ("expire_after_use", room.expireAfterUse == other.expireAfterUse),
            ("recording_options", room.recordingOptions == other.recordingOptions),
            ("theme_id", room.themeID == other.themeID),
            ("join_approval_level", room.joinApprovalLevel == other.joinApprovalLevel),
            ("initial_join_options", room.initialMicrophone == other.initialMicrophone),
            ("callback_urls", room.callbackURLs == other.callbackURLs),
            ("available_features", room.features == other.features), ("ui_settings", room.language == other.language),
            ("meeting_code", room.meetingCode == other.meetingCode), ("created_at", room.createdAt == other.createdAt),
        ]
        return fields.filter { !$0.1 }.map(\.0)
    }
}
