import Foundation
import Meetings
import MeetingsStore
import Testing

@testable import greenroom

struct SnapshotTests {
    private static let start = Timestamp(milliseconds: 1_900_000_000_000)

    private static func room(_ number: Int, _ name: String = "Main Stage 审计") -> Room {
        Room(
            id: RoomID("room-\(number)"), displayName: name, metadata: "a=1", type: .longTerm,
            expiresAt: start + .seconds(86_400), expireAfterUse: true,
            recordingOptions: RecordingOptions(autoRecord: true), themeID: ThemeID("t"),
            joinApprovalLevel: .explicitApproval, initialMicrophone: .off,
            callbackURLs: CallbackURLs(sessions: "https://example.org/s"),
            features: AvailableFeatures(recording: true, chat: false, whiteboard: true, localeSwitcher: false),
            language: .de, meetingCode: "123456789", createdAt: start,
            links: RoomLinks(guest: "https://meet.example.org/123456789", host: "https://meet.example.org/?secret=x"))
    }

    private static let theme = Theme(
        id: ThemeID("t"), name: "Acme", mainColor: "#12f64e", brandText: "Acme", accountID: "a",
        applicationID: ApplicationID("app"), whiteLogo: ThemeImage(key: "k", url: "https://x/k"))

    private static func known(_ rooms: [Room]) -> State {
        var state = State()
        _ = state.apply(.link(.poll, .live, at: start))
        _ = state.apply(.rooms(Listing(items: rooms, askedAt: start, at: start)))
        _ = state.apply(.themes(Listing(items: [theme], askedAt: start, at: start)))
        return state
    }

    @Test("reads back what it wrote, without host links")
    func roundTrip() throws {
        let snapshot = try #require(Snapshot(Self.known([Self.room(2), Self.room(1, "line\u{1F}break\n")])))
        let bytes = SnapshotText.bytes(snapshot)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
        let found = try #require(SnapshotText.read(bytes))
        #expect(found == snapshot)
        #expect(found.rooms.map(\.id.rawValue) == ["room-1", "room-2"])
        #expect(found.rooms.last?.links.guest == "https://meet.example.org/123456789")
        #expect(found.themes == [Self.theme])
    }

    @Test("is nothing before the first listing")
    func nothing() { #expect(Snapshot(State()) == nil) }

    @Test("reads nothing from what is torn, older or somebody else's")
    func torn() throws {
        let bytes = SnapshotText.bytes(try #require(Snapshot(Self.known([Self.room(1)]))))
        for length in 0..<bytes.count - 1 where length > 0 { #expect(SnapshotText.read(bytes.prefix(length)) == nil) }
        #expect(SnapshotText.read(Data()) == nil)
        let other = String(decoding: bytes, as: UTF8.self).replacing("snapshot-1", with: "snapshot-2")
        #expect(SnapshotText.read(Data(other.utf8)) == nil)
    }

    @Test("is old news: nothing in it counts as live, and the next listing corrects it")
    func oldNews() throws {
        let snapshot = try #require(Snapshot(Self.known([Self.room(1), Self.room(2)])))
        let later = Self.start + .seconds(3600)
        var state = snapshot.state(now: later)
        #expect(state.shownRooms.count == 2)
        #expect(state.links[.poll]?.state == .connecting)
        #expect(state.links[.poll]?.heardAt == Self.start)
        _ = state.apply(.rooms(Listing(items: [Self.room(2, "New name")], askedAt: later, at: later)))
        #expect(state.rooms.values.compactMap(\.room?.displayName) == ["New name"])
        #expect(state.rooms[RoomID("room-2")]?.room?.links.host != nil)
    }

    @Test("never claims to be newer than now")
    func clockSetBack() throws {
        let snapshot = try #require(Snapshot(Self.known([Self.room(1)])))
        let earlier = Self.start + .seconds(-60)
        #expect(snapshot.state(now: earlier).links[.poll]?.heardAt == earlier)
    }

    private static func key(_ application: String) -> ApplicationKey {
        ApplicationKey(Connection(server: "http://x", applicationID: application, privateKeyPath: "/k"))
    }

    @Test("the rooms whose links were handed out are kept for each application")
    func links() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/greenroom-\(UUID().uuidString)"
        let links = HandedOutLinks(folder: folder, key: Self.key("app"))
        links.add([RoomID("nowhere")])
        #expect(links.read().isEmpty, "a folder that is not there disturbs nobody")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        links.add([RoomID("a"), RoomID("b")])
        links.add([RoomID("c")])
        #expect(links.read() == [RoomID("a"), RoomID("b"), RoomID("c")])
        #expect(HandedOutLinks(folder: folder, key: Self.key("other")).read().isEmpty)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("is written for its owner only, once a minute at most, and only when there is news")
    func keeping() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/greenroom-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = SnapshotFile(folder: folder, key: Self.key("app"))
        #expect(file.path != SnapshotFile(folder: folder, key: Self.key("other")).path)
        let keeper = SnapshotKeeper(file: file, written: nil, now: Self.start)
        #expect(!keeper.isDue(Self.start + .seconds(59)))
        #expect(keeper.isDue(Self.start + .seconds(60)))
        #expect(!keeper.isDue(Self.start + .seconds(61)))
        keeper.keep(Self.known([Self.room(1)]))
        #expect(file.read()?.rooms.count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try FileManager.default.removeItem(atPath: file.path)
        keeper.keep(Self.known([Self.room(1)]))
        #expect(file.read() == nil, "nothing is new")
        keeper.keep(Self.known([Self.room(1)]), isLast: true)
        #expect(file.read() != nil)
    }
}
