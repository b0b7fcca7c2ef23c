import Foundation
import Meetings
import MeetingsServer
import MeetingsStorage
import ServerSupport
import Testing

/// Pages of rooms, walked the way the retired SDKs walk them.
struct RoomPagingTests {
    static let walks: [Walk] = [
        Walk(language: "Java", names: java), Walk(language: "Node", names: node),
        Walk(language: "Python", names: python), Walk(language: ".NET", names: dotnet),
        Walk(language: ".NET backwards", names: backwards),
    ]

    @Test(
        "every client's loop finds each room once, in order, and ends",
        arguments: [0, 1, 20, 21, 45, 1000, 1001, 2000])
    func loops(count: Int) async throws {
        try await Self.withRooms(count) { caller in
            for walk in Self.walks {
                let names = try await walk.names(caller)
                #expect(names == (0..<count).map { "Room \($0)" }, "\(walk.language)")
            }
        }
    }

    /// The official Java client: 1,000 at once; when there are more, on until an answer's `page_size` is smaller, and
    /// each time it takes the next link for granted.
    private static func java(_ caller: APICaller) async throws -> [String] {
        var page = try await caller.call("GET", "/rooms?page_size=1000")
        var names = Self.names(page)
        guard try number(page, "total_items") > number(page, "page_size") else { return names }
        repeat {
            let next = try #require(page.string("_links", "next", "href"), "Java fails without a next link")
            page = try await caller.call("GET", "/rooms?start_id=\(serial("start_id", of: next))&page_size=1000")
            names += Self.names(page)
        } while try number(page, "page_size") >= 1000
        return names
    }

    /// The official Node client: parses `next.href` as a URL and goes on while there is one.
    private static func node(_ caller: APICaller) async throws -> [String] {
        var names: [String] = []
        var query = ""
        while true {
            let page = try await caller.call("GET", "/rooms" + query)
            names += Self.names(page)
            guard let next = page.string("_links", "next", "href") else { return names }
            let url = try #require(URL(string: next))
            #expect(url.scheme == "http", "a URL without a scheme is invalid to Node")
            query = "?" + (url.query ?? "")
        }
    }

    /// A loop of a Python caller: `start_id` from the next link, its own page size.
    private static func python(_ caller: APICaller) async throws -> [String] {
        var names: [String] = []
        var start = "0"
        while true {
            let page = try await caller.call("GET", "/rooms?page_size=50&start_id=\(start)")
            #expect(try number(page, "page_size") == 50)
            names += Self.names(page)
            guard let next = page.string("_links", "next", "href") else { return names }
            start = try serial("start_id", of: next)
        }
    }

    /// A loop of a .NET caller: follows the next link as it is.
    private static func dotnet(_ caller: APICaller) async throws -> [String] {
        var names: [String] = []
        var path: String? = "/rooms?page_size=7"
        if try await number(caller.call("GET", "/rooms?page_size=1"), "total_items") > 100 {
            path = "/rooms?page_size=333"
        }
        while let href = path {
            let page = try await caller.call("GET", href)
            names += Self.names(page)
            path = page.string("_links", "next", "href")
        }
        return names
    }

    /// From the last page to the first by the previous links.
    private static func backwards(_ caller: APICaller) async throws -> [String] {
        var names: [String] = []
        var path: String? = "/rooms?page_size=100&end_id=\(Int64.max)"
        while let href = path {
            let page = try await caller.call("GET", href)
            names = Self.names(page) + names
            path = page.string("_links", "prev", "href")
        }
        return names
    }

    @Test("start_id is included, end_id is not, and the size is told as it was asked for")
    func window() async throws {
        try await Self.withRooms(45) { caller in
            let all = try await caller.call("GET", "/rooms?page_size=10&start_id=5&end_id=9")
            #expect(Self.names(all) == ["Room 4", "Room 5", "Room 6", "Room 7"])
            #expect(try Self.number(all, "page_size") == 10)
            #expect(try Self.number(all, "total_items") == 45)
            #expect(all.string("_links", "next") == nil)
            let cut = try await caller.call("GET", "/rooms?page_size=2&start_id=5&end_id=9")
            let next = try #require(cut.string("_links", "next", "href"))
            #expect(try Self.serial("start_id", of: next) == "7")
            let previous = try #require(cut.string("_links", "prev", "href"))
            #expect(try Self.serial("end_id", of: previous) == "5")
            let largest = try await caller.call("GET", "/rooms?page_size=5000")
            #expect(try Self.number(largest, "page_size") == 1000)
            #expect(Self.names(largest).count == 45)
            for bad in ["page_size=0", "page_size=-1", "start_id=x", "end_id=1.5", "page_size=99999999999999999999"] {
                #expect(try await caller.call("GET", "/rooms?\(bad)").status == 400, "\(bad)")
            }
        }
    }

    /// Fills a database with rooms of one application and serves it.
    private static func withRooms(_ count: Int, _ body: (APICaller) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/greenroom-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let application = try await ApplicationFactory.create(name: "test", dataFolder: folder, clock: SystemClock())
        let storage = try Storage.open(folder: folder)
        let now = SystemTime.now
        try await storage.write { transaction in
            for number in 0..<count {
                let room = NewRoom(displayName: "Room \(number)").room(
                    id: RoomID("room-\(number)"), meetingCode: "\(100_000_000 + number)", now: now)
                let closing = RoomClosing.planned(for: room, isLive: false, lastSessionEndedAt: nil)
                try transaction.insert(
                    room, of: application.applicationID, hostID: ParticipantID("host-\(number)"), closing: closing)
            }
        }
        await storage.close()
        let server = try await TestServer.start(folder: folder, application: application)
        do { try await body(server.caller()) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private static func names(_ page: APICaller.Answer) -> [String] {
        (page.value("_embedded")?.elements ?? []).compactMap { $0["display_name"]?.string }
    }

    private static func number(_ page: APICaller.Answer, _ field: String) throws -> Double {
        guard case .number(let number)? = page.value(field) else { throw CancellationError() }
        return number
    }

    private static func serial(_ name: String, of href: String) throws -> String {
        let items = URLComponents(string: href)?.queryItems ?? []
        return try #require(items.first { $0.name == name }?.value)
    }
}

/// A loop over all rooms; returns their names.
struct Walk: Sendable {
    let language: String
    let names: @Sendable (APICaller) async throws -> [String]
}
