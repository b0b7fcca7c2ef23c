import Meetings
import MeetingsWire
import Testing

@Suite("Requests as JSON")
struct RequestJSONTests {
    private let noon = Timestamp("2031-06-01T12:00:00Z")

    @Test("for a room are written as they were read")
    func canonicalRoom() throws {
        let room = try NewRoomJSON.read(Fixture.bytes("create-room"))
        #expect(text(NewRoomJSON.write(room)) == (try Fixture.compact("create-room")))
        #expect(room.displayName == "Weekly")
        #expect(room.callbackURLs == CallbackURLs(rooms: "https://hooks.example.org/rooms"))
    }

    @Test(
        "for a room are understood from every client library",
        arguments: ["python", "node", "java", "dotnet", "ruby", "php"])
    func clientLibraries(library: String) throws {
        let room = try NewRoomJSON.read(Fixture.bytes("create-room-\(library)"))
        var expected = NewRoom(
            displayName: "Weekly", type: .longTerm, expiresAt: noon,
            recordingOptions: RecordingOptions(autoRecord: true))
        if library == "java" { expected.language = .brazilianPortuguese }
        if library == "dotnet" { expected.language = .en }
        #expect(room == expected)
    }

    @Test("for a room may say no more than a name")
    func minimalRoom() throws {
        #expect(try NewRoomJSON.read(Array(#"{"display_name":"A"}"#.utf8)) == NewRoom(displayName: "A"))
    }

    @Test(
        "for a room are refused in the API's words",
        arguments: [
            (#"{}"#, #""display_name" is required"#), (#"{"display_name":null}"#, #""display_name" is required"#),
            (#"{"display_name":7}"#, #""display_name" must be a string"#),
            (#"[]"#, #""value" must be of type object"#),
            (#"{"display_name":"A","type":"temporary"}"#, #""type" must be one of [instant, long_term]"#),
            (#"{"display_name":"A","type":1}"#, #""type" must be a string"#),
            (#"{"display_name":"A","expires_at":"tomorrow"}"#, #""expires_at" must be a valid ISO 8601 date"#),
            (#"{"display_name":"A","expires_at":1938556800}"#, #""expires_at" must be a valid ISO 8601 date"#),
            (#"{"display_name":"A","expire_after_use":"true"}"#, #""expire_after_use" must be a boolean"#),
            (#"{"display_name":"A","recording_options":true}"#, #""recording_options" must be of type object"#),
            (
                #"{"display_name":"A","recording_options":{"auto_record":1}}"#,
                #""recording_options.auto_record" must be a boolean"#
            ),
            (
                #"{"display_name":"A","join_approval_level":"NONE"}"#,
                #""join_approval_level" must be one of [none, after_owner_only, explicit_approval]"#
            ),
            (
                #"{"display_name":"A","initial_join_options":{"microphone_state":true}}"#,
                #""initial_join_options.microphone_state" must be a string"#
            ),
            (
                #"{"display_name":"A","ui_settings":{"language":"xx"}}"#,
                #""ui_settings.language" must be one of [default, ar, ca, de, en, es, fr, he, it, pt"#
                    + ", pt-br, zh-cn, zh-tw]"
            ),
            (
                #"{"display_name":"A","callback_urls":{"rooms_callback_url":[]}}"#,
                #""callback_urls.rooms_callback_url" must be a string"#
            ),
            (#"{"display_name":"A""#, "The body is not valid JSON: it ends too early at byte 19"),
            (#"{"display_name":"A",}"#, "The body is not valid JSON: a key in quotes was expected at byte 20"),
            ("", "The body is empty: JSON was expected"),
        ])
    func refusedRoom(json: String, message: String) {
        let problem = #expect(throws: Problem.self) { try NewRoomJSON.read(Array(json.utf8)) }
        #expect(problem == Problem(.invalidInput, message))
    }

    @Test("to change a room are written as they were read")
    func canonicalUpdate() throws {
        let update = try RoomUpdateJSON.read(Fixture.bytes("update-room"))
        #expect(text(RoomUpdateJSON.write(update)) == (try Fixture.compact("update-room")))
        #expect(update.themeID == .some(nil))
        #expect(update.features == FeaturesUpdate(chat: false))
    }

    @Test("to change a room take the theme off with null and with the text null")
    func themeOff() throws {
        #expect(try RoomUpdateJSON.read(Fixture.bytes("update-room-text-null")).themeID == .some(nil))
        #expect(try roomUpdate(#"{"theme_id":"t"}"#).themeID == .some(ThemeID("t")))
        #expect(try roomUpdate(#"{"expire_after_use":true}"#).themeID == nil)
    }

    @Test(
        "to change a room count as empty when they say nothing that is known",
        arguments: [#"{}"#, #"{"colour":"red"}"#, #"{"expires_at":null}"#, #"{"available_features":{}}"#])
    func emptyUpdate(details: String) throws {
        #expect(try roomUpdate(details).isEmpty)
    }

    @Test("to change a room are refused in the API's words")
    func refusedUpdate() {
        func message(_ json: [UInt8]) -> String? {
            #expect(throws: Problem.self) { try RoomUpdateJSON.read(json) }?.message
        }
        #expect(message(Array("{}".utf8)) == #""update_details" is required"#)
        #expect(
            message((try? Fixture.bytes("update-room-node")) ?? [])
                == #""update_details" is required, "update_options" does not stand for it"#)
        #expect(message(Array(#"{"update_details":[]}"#.utf8)) == #""update_details" must be of type object"#)
        #expect(
            message(Array(#"{"update_details":{"expires_at":"soon"}}"#.utf8))
                == #""expires_at" must be a valid ISO 8601 date"#)
        #expect(
            message(Array(#"{"update_details":{"available_features":{"is_chat_available":0}}}"#.utf8))
                == #""available_features.is_chat_available" must be a boolean"#)
    }

    @Test("for a theme are written as they were read")
    func canonicalTheme() throws {
        let theme = try NewThemeJSON.read(Fixture.bytes("create-theme"))
        #expect(text(NewThemeJSON.write(theme)) == (try Fixture.compact("create-theme")))
        let update = try ThemeUpdateJSON.read(Fixture.bytes("update-theme"))
        #expect(text(ThemeUpdateJSON.write(update)) == (try Fixture.compact("update-theme")))
        #expect(update.shortCompanyURL == .some(nil))
    }

    @Test("for a theme are refused without colour")
    func refusedTheme() {
        let problem = #expect(throws: Problem.self) { try NewThemeJSON.read(Fixture.bytes("create-theme-php")) }
        #expect(problem == Problem(.invalidInput, #""main_color" is required"#))
    }

    @Test("for the default theme are read with and without wrapper")
    func application() throws {
        let theme = ThemeID("e86a7335-35fe-45e1-b961-5777d4748022")
        #expect(try ApplicationUpdateJSON.read(Fixture.bytes("update-application")) == theme)
        #expect(try ApplicationUpdateJSON.read(Fixture.bytes("update-application-flat")) == theme)
        #expect(
            text(ApplicationUpdateJSON.write(defaultThemeID: theme)) == (try Fixture.compact("update-application")))
        let application = ApplicationJSON.write(
            id: ApplicationID("78d335fa-323d-4114-9c3d-6f0d48968cf4"), accountID: "1a2b3c4d", defaultThemeID: theme)
        #expect(text(application) == (try Fixture.compact("application")))
        let problem = #expect(throws: Problem.self) { try ApplicationUpdateJSON.read(Array("{}".utf8)) }
        #expect(problem?.message == #""update_details" is required"#)
    }

    private func roomUpdate(_ details: String) throws -> RoomUpdate {
        try RoomUpdateJSON.read(Array("{\"update_details\":\(details)}".utf8))
    }
}
