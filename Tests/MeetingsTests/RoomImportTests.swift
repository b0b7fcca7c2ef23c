import Meetings
import Testing

@Suite("Importing rooms")
struct RoomImportTests {
    private static let now = Timestamp(milliseconds: 1_900_000_000_000)
    private static let day = Duration.seconds(86_400)

    private static func room(_ change: (inout Room) -> Void = { _ in }) -> Room {
        var room = Room(
            id: RoomID("5f0c1e6a-0d34"), displayName: "Stage", type: .longTerm, expiresAt: now + day,
            meetingCode: "123456789", createdAt: now - day,
            links: RoomLinks(guest: "https://old/1", host: "https://old/2"))
        change(&room)
        return room
    }

    private static func plan(openRooms: Int = 0) -> RoomImport {
        RoomImport(now: now, themes: [ThemeID("known")], openRooms: openRooms, limit: 1000)
    }

    private static func reason(_ decision: ImportDecision<RoomImport.Made>) -> String? {
        if case .conflict(let reason) = decision { reason } else { nil }
    }

    @Test("keeps what a room is, and none of its links")
    func keeps() throws {
        var plan = Self.plan()
        let room = Self.room { $0.themeID = ThemeID("known") }
        guard case .create(let made) = plan.decide(room, standing: .nothing, isCodeTaken: false) else {
            Issue.record("The room was not taken over")
            return
        }
        var expected = room
        expected.links = RoomLinks()
        #expect(made.room == expected)
        #expect(made.closing == RoomClosing(at: room.expiresAt, reason: .expired))
        #expect(made.closedAt == nil)
    }

    @Test(
        "a room whose time is over, or that was closed, comes over closed",
        arguments: [
            (room { $0.expiresAt = now - .seconds(1) }, RoomClosing.Reason.expired, now - .seconds(1)),
            (room { $0.expiresAt = now }, .expired, now),
            (
                room {
                    $0.type = .instant
                    $0.expiresAt = $0.createdAt + .seconds(600)
                }, .idle, now - day + .seconds(600)
            ),
            (room { $0.isAvailable = false }, nil, now),
        ] as [(Room, RoomClosing.Reason?, Timestamp)])
    func closed(room: Room, reason: RoomClosing.Reason?, at: Timestamp) {
        var plan = Self.plan(openRooms: 1000)
        guard case .create(let made) = plan.decide(room, standing: .nothing, isCodeTaken: false) else {
            Issue.record("A closed room does not count against the limit")
            return
        }
        #expect(!made.room.isAvailable && made.closing == nil)
        #expect(made.closeReason == reason && made.closedAt == at)
    }

    @Test(
        "says in one sentence why a room is passed over",
        arguments: [
            (room { $0.id = RoomID("a/b") }, "\"id\" must be 1 to 64 letters, digits or -."),
            (room { $0.id = RoomID("") }, "\"id\" must be 1 to 64 letters, digits or -."),
            (room { $0.id = RoomID("é") }, "\"id\" must be 1 to 64 letters, digits or -."),
            (room { $0.displayName = " " }, "\"display_name\" is not allowed to be empty."),
            (
                room { $0.metadata = String(repeating: "x", count: 501) },
                "\"metadata\" length must be less than or equal to 500 characters long."
            ),
            (
                room { $0.callbackURLs.rooms = "ftp://x" },
                "\"callback_urls.rooms_callback_url\" must be a valid uri with a scheme of http or https."
            ),
            (room { $0.meetingCode = "" }, "\"meeting_code\" must be 4 to 20 digits."),
            (room { $0.meetingCode = "١٢٣٤٥" }, "\"meeting_code\" must be 4 to 20 digits."),
            (room { $0.createdAt = now + .seconds(1) }, "\"created_at\" lies in the future."),
            (room { $0.expiresAt = $0.createdAt - .seconds(1) }, "\"expires_at\" is before \"created_at\"."),
            (room { $0.expiresAt = now + day * 400 }, "\"expires_at\" is more than one year in the future."),
            (room { $0.themeID = ThemeID("lost") }, "Its theme lost is neither here nor in this import."),
        ])
    func conflicts(room: Room, sentence: String) {
        var plan = Self.plan()
        #expect(Self.reason(plan.decide(room, standing: .nothing, isCodeTaken: false)) == sentence)
    }

    @Test("a taken code, a taken id and a full application are told without another's content")
    func taken() {
        var plan = Self.plan()
        #expect(
            Self.reason(plan.decide(Self.room(), standing: .nothing, isCodeTaken: true))
                == "Its meeting code 123456789 is that of another room.")
        #expect(
            Self.reason(plan.decide(Self.room(), standing: .foreign, isCodeTaken: false))
                == "Its id belongs to another application of this server.")
        var full = Self.plan(openRooms: 1000)
        #expect(
            Self.reason(full.decide(Self.room(), standing: .nothing, isCodeTaken: false))
                == "The application has its 1000 open rooms already.")
    }

    @Test("rooms of one import do not clash with each other unseen")
    func together() {
        var plan = Self.plan()
        _ = plan.decide(Self.room(), standing: .nothing, isCodeTaken: false)
        #expect(plan.decide(Self.room(), standing: .nothing, isCodeTaken: false) == .unchanged)
        #expect(
            Self.reason(
                plan.decide(Self.room { $0.id = RoomID("other") }, standing: .nothing, isCodeTaken: false))
                == "Its meeting code 123456789 is that of another room.")
    }

    private static let changes: [String: @Sendable (inout Room) -> Void] = [
        "display_name": { $0.displayName = "x" }, "metadata": { $0.metadata = "x" },
        "expires_at": { $0.expiresAt = now + .seconds(9) }, "expire_after_use": { $0.expireAfterUse = true },
        "recording_options": { $0.recordingOptions.autoRecord = true },
        "join_approval_level": { $0.joinApprovalLevel = .explicitApproval },
        "initial_join_options": { $0.initialMicrophone = .off },
        "callback_urls": { $0.callbackURLs.rooms = "http://x" },
        "available_features": { $0.features.chat = false }, "ui_settings": { $0.language = .de },
        "meeting_code": { $0.meetingCode = "1111" }, "created_at": { $0.createdAt = now },
    ]

    @Test("imported again, a room is unchanged, and any field that differs is named", arguments: changes.keys.sorted())
    func again(field: String) throws {
        let change = try #require(Self.changes[field])
        for later in [Duration.zero, Self.day * 2] {
            var first = Self.plan()
            guard case .create(let made) = first.decide(Self.room(), standing: .nothing, isCodeTaken: false) else {
                Issue.record("The room was not taken over")
                return
            }
            var standing = made.room
            // The room's own life goes on.
            standing.isAvailable = later == .zero
            var second = RoomImport(now: Self.now + later, themes: [], openRooms: 1, limit: 1)
            #expect(second.decide(Self.room(), standing: .own(standing), isCodeTaken: false) == .unchanged)
            #expect(
                Self.reason(second.decide(Self.room(change), standing: .own(standing), isCodeTaken: false))
                    == "A room with this id is here already and differs in \(field).")
        }
    }
}
