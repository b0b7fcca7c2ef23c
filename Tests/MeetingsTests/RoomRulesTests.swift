import Meetings
import Testing

private let now = Timestamp(milliseconds: 1_930_381_200_000)

@Suite("A request for a room")
struct NewRoomTests {
    @Test(
        "is refused with the first rule that it breaks",
        arguments: [
            (NewRoom(displayName: " "), #""display_name" is not allowed to be empty"#),
            (
                NewRoom(displayName: String(repeating: "a", count: 201)),
                #""display_name" length must be less than or equal to 200 characters long"#
            ),
            (
                NewRoom(displayName: "A", metadata: String(repeating: "a", count: 501)),
                #""metadata" length must be less than or equal to 500 characters long"#
            ),
            (
                NewRoom(displayName: "A", expiresAt: now + .seconds(3600)),
                #""expires_at" is not allowed for a room of type instant"#
            ),
            (NewRoom(displayName: "A", type: .longTerm), #""expires_at" is required for a room of type long_term"#),
            (
                NewRoom(displayName: "A", type: .longTerm, expiresAt: now + .seconds(600)),
                #""expires_at" must be more than 10 minutes in the future"#
            ),
            (
                NewRoom(displayName: "A", type: .longTerm, expiresAt: now + .seconds(366 * 86_400) + .milliseconds(1)),
                #""expires_at" must be at most one year in the future"#
            ),
            (
                NewRoom(displayName: "A", callbackURLs: CallbackURLs(sessions: "hooks.example.org")),
                #""callback_urls.sessions_callback_url" must be a valid uri with a scheme of http or https"#
            ),
        ])
    func refused(room: NewRoom, message: String) {
        let problem = #expect(throws: Problem.self) { try room.validate(now: now) }
        #expect(problem == Problem(.invalidInput, message))
    }

    @Test("is taken within the limits")
    func taken() throws {
        try NewRoom(displayName: String(repeating: "a", count: 200), metadata: String(repeating: "b", count: 500))
            .validate(now: now)
        try NewRoom(displayName: "A", type: .longTerm, expiresAt: now + .seconds(601)).validate(now: now)
        try NewRoom(displayName: "A", type: .longTerm, expiresAt: now + .seconds(366 * 86_400)).validate(now: now)
    }

    @Test("makes an instant room that closes after ten minutes and forgets expire_after_use")
    func instant() {
        let room = NewRoom(displayName: "A", expireAfterUse: true).room(id: RoomID("r"), meetingCode: "1", now: now)
        #expect(room.expiresAt == now + .seconds(600))
        #expect(!room.expireAfterUse)
        #expect(room.createdAt == now)
        #expect(room.isAvailable)
    }

    @Test("makes a long-term room that keeps what was asked for")
    func longTerm() {
        let request = NewRoom(
            displayName: "A", type: .longTerm, expiresAt: now + .seconds(9000), expireAfterUse: true,
            themeID: ThemeID("t"), language: .de)
        let room = request.room(id: RoomID("r"), meetingCode: "1", now: now)
        #expect(room.expiresAt == now + .seconds(9000))
        #expect(room.expireAfterUse)
        #expect(room.themeID == ThemeID("t"))
        #expect(room.language == .de)
    }
}

@Suite("A room update")
struct RoomUpdateTests {
    private let room = Room(
        id: RoomID("r"), displayName: "A", type: .longTerm, expiresAt: now + .seconds(9000), themeID: ThemeID("t"),
        callbackURLs: CallbackURLs(rooms: "http://a", sessions: "http://b"), meetingCode: "1", createdAt: now)

    @Test("changes what it names and nothing else")
    func changes() throws {
        var expected = room
        expected.expiresAt = now + .seconds(7200)
        expected.features.chat = false
        expected.joinApprovalLevel = .explicitApproval
        let update = RoomUpdate(
            expiresAt: now + .seconds(7200), joinApprovalLevel: .explicitApproval, features: FeaturesUpdate(chat: false)
        )
        #expect(try update.applied(to: room, now: now) == expected)
    }

    @Test("takes the theme off, puts another on, or leaves it")
    func theme() throws {
        #expect(try RoomUpdate(themeID: .some(nil)).applied(to: room, now: now).themeID == nil)
        #expect(try RoomUpdate(themeID: ThemeID("u")).applied(to: room, now: now).themeID == ThemeID("u"))
        #expect(try RoomUpdate(language: .fr).applied(to: room, now: now).themeID == ThemeID("t"))
    }

    @Test("replaces the three URLs together")
    func urls() throws {
        let update = RoomUpdate(callbackURLs: CallbackURLs(recordings: "http://c"))
        #expect(try update.applied(to: room, now: now).callbackURLs == CallbackURLs(recordings: "http://c"))
    }

    @Test("is refused when it is empty, comes too late or breaks a rule")
    func refused() {
        var closed = room
        closed.isAvailable = false
        var instant = room
        instant.type = .instant
        let language = RoomUpdate(language: .fr)
        let cases: [(RoomUpdate, Room, Problem)] = [
            (RoomUpdate(), room, Problem(.invalidInput, #""update_details" must have at least 1 key"#)),
            (language, closed, Problem(.notFound, "Failed to fetch resource with id r")),
            (
                language, instant,
                Problem(.badRequest, "The room with id: r could not be updated because of its type: temporary")
            ),
            (
                RoomUpdate(expiresAt: now), room,
                Problem(.invalidInput, #""expires_at" must be more than 10 minutes in the future"#)
            ),
        ]
        for (update, room, expected) in cases {
            let problem = #expect(throws: Problem.self) { try update.applied(to: room, now: now) }
            #expect(problem == expected)
        }
        #expect(throws: Problem.self) {
            try RoomUpdate(callbackURLs: CallbackURLs(rooms: "x")).applied(to: room, now: now)
        }
    }
}

@Suite("Themes")
struct ThemeRulesTests {
    private let theme = Theme(
        id: ThemeID("t"), name: "North", mainColor: "#abc", brandText: "B", shortCompanyURL: "north", accountID: "a",
        applicationID: ApplicationID("p"))

    @Test("are changed field by field")
    func changes() throws {
        var expected = theme
        expected.name = "South"
        expected.shortCompanyURL = nil
        #expect(try ThemeUpdate(name: "South", shortCompanyURL: .some(nil)).applied(to: theme) == expected)
    }

    @Test("are refused with values that break a rule")
    func refused() {
        let updates = [
            ThemeUpdate(), ThemeUpdate(name: ""), ThemeUpdate(mainColor: "red"), ThemeUpdate(brandText: " "),
            ThemeUpdate(shortCompanyURL: "1"),
        ]
        for update in updates { #expect(throws: Problem.self) { try update.applied(to: theme) } }
        #expect(throws: Problem.self) { try NewTheme(mainColor: "#abc", brandText: "").validate() }
        #expect(throws: Problem.self) { try NewTheme(name: "", mainColor: "#abc", brandText: "B").validate() }
        #expect(throws: Never.self) { try NewTheme(mainColor: "#abc", brandText: "B").validate() }
    }
}
