import Meetings
import MeetingsWire
import Testing

@Suite("Rooms as JSON")
struct RoomJSONTests {
    @Test("are written as they were read, byte for byte", arguments: ["room-instant", "room-long-term"])
    func canonical(name: String) throws {
        #expect(text(RoomJSON.write(try RoomJSON.read(Fixture.bytes(name)))) == (try Fixture.compact(name)))
    }

    @Test("keep every field")
    func fields() throws {
        let room = try RoomJSON.read(Fixture.bytes("room-long-term"))
        #expect(room.displayName == "Führung „Nord“ \\ 東京 🎤")
        #expect(room.metadata == "{\"booking\": 17}\n")
        #expect(room.type == .longTerm)
        #expect(room.expiresAt.iso8601 == "2032-02-29T23:59:59.999Z")
        #expect(room.expireAfterUse)
        #expect(room.recordingOptions == RecordingOptions(autoRecord: true, recordOnlyOwner: true))
        #expect(room.themeID == ThemeID("e86a7335-35fe-45e1-b961-5777d4748022"))
        #expect(room.joinApprovalLevel == .explicitApproval)
        #expect(room.initialMicrophone == .off)
        #expect(room.callbackURLs.recordings == "http://hooks.example.org:8080/recordings")
        #expect(
            room.features
                == AvailableFeatures(
                    recording: false, chat: false, whiteboard: false, localeSwitcher: false, captions: true))
        #expect(room.language == .brazilianPortuguese)
        #expect(room.meetingCode == "112233445")
        #expect(!room.isAvailable)
        #expect(room.links.guest == "https://meet.example.org/north-tours/112233445")
        #expect(room.links.host?.contains("participant_token") == true)
    }

    @Test("take the API's defaults for what is missing")
    func defaults() throws {
        let room = try RoomJSON.read(
            Array(
                #"{"id":"r","display_name":"A","expires_at":"2031-03-04T09:10Z","created_at":"2031-03-04T09:00Z"}"#
                    .utf8))
        let created = try #require(Timestamp("2031-03-04T09:00:00Z"))
        #expect(
            room
                == Room(
                    id: RoomID("r"), displayName: "A", type: .instant, expiresAt: created + .seconds(600),
                    meetingCode: "", createdAt: created))
    }

    @Test("come in pages, written as they were read")
    func page() throws {
        let page = try RoomPageJSON.read(Fixture.bytes("room-page"))
        #expect(page.rooms.count == 2)
        #expect(page.pageSize == 2)
        #expect(page.totalItems == 5)
        #expect(page.next == "https://meet.example.org/v1/meetings/rooms?page_size=2&start_id=5")
        #expect(text(RoomPageJSON.write(page)) == (try Fixture.compact("room-page")))
    }

    @Test("leave out the links that a page does not have")
    func lastPage() throws {
        let page = RoomPage(rooms: [], pageSize: 20, totalItems: 0, itself: "https://a.example/rooms")
        let json =
            #"{"page_size":20,"total_items":0,"_embedded":[],"_links":{"self":{"href":"https://a.example/rooms"}}}"#
        #expect(text(RoomPageJSON.write(page)) == json)
        #expect(try RoomPageJSON.read(Array(json.utf8)) == page)
    }

    @Test("are read from pages of 2023: text for numbers, camel case, links without scheme")
    func foreignPage() throws {
        let page = try RoomPageJSON.read(Fixture.bytes("foreign-room-page"))
        #expect(page.pageSize == 3)
        #expect(page.totalItems == 5)
        #expect(page.rooms.map(\.joinApprovalLevel) == [.afterOwnerOnly])
        #expect(page.rooms.map(\.features.localeSwitcher) == [false])
        #expect(page.next == "meet.example.org/meetings/rooms?page_size=3&start_id=1994609")
    }

    @Test("are read from pages whose array lies one object deeper")
    func pageWithObject() throws {
        let page = try RoomPageJSON.read(Fixture.bytes("foreign-room-page-object"))
        #expect(page.rooms == [try RoomJSON.read(Fixture.bytes("room-instant"))])
        #expect(page.totalItems == 1)
    }

    @Test("say which room of a page is wrong")
    func wrongRoom() throws {
        let json = #"{"_embedded":[{"id":"r","display_name":"A","expires_at":"2031-03-04T09:10:00Z","created_at":5}]}"#
        let error = #expect(throws: WireError.self) { try RoomPageJSON.read(Array(json.utf8)) }
        #expect(error?.message == #""_embedded[0].created_at" must be a valid ISO 8601 date"#)
    }
}
