import AsyncHTTPClient
import FoundationEssentials
import Meetings
import MeetingsServer
import NIOCore
import NIOHTTP1
import ServerSupport
import Testing

/// The event log over HTTP: pages, and a stream that goes on where it stopped.
struct EventAPITests {
    @Test("what happens is on the next page of the log, without the host link") func pages() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            _ = try await caller.call("POST", "/rooms", #"{"display_name":"One"}"#)
            _ = try await caller.call("POST", "/rooms", #"{"display_name":"Two"}"#)
            let first = try await caller.call("GET", "/events?page_size=1")
            #expect(first.string("_embedded", "events", "0", "name") == "room:created")
            #expect(first.string("_embedded", "events", "0", "body", "room", "display_name") == "One")
            #expect(!first.text.contains("participant_token"))
            let next = try #require(first.string("_links", "next", "href"))
            let second = try await caller.call("GET", next)
            #expect(second.string("_embedded", "events", "0", "body", "room", "display_name") == "Two")
            #expect(second.value("_links", "next") == nil)
            let newest = try await caller.call("GET", "/events?last=1")
            #expect(newest.string("_embedded", "events", "0", "body", "room", "display_name") == "Two")
        }
    }

    @Test("a stream tells what comes, beats while it is silent, and resumes after the last number it told")
    func stream() async throws {
        try await TestServer.with(configure: { $0.heartbeat = .milliseconds(50) }) { server in
            let caller = try await server.caller()
            _ = try await caller.call("POST", "/rooms", #"{"display_name":"One"}"#)
            let told = try await Self.lines(server, after: 0, until: { $0.contains(": heartbeat") })
            #expect(told.contains("id: 1"))
            #expect(told.contains("event: room:created"))
            #expect(told.contains { $0.hasPrefix("data: {") && $0.contains("\"One\"") })
            _ = try await caller.call("POST", "/rooms", #"{"display_name":"Two"}"#)
            let resumed = try await Self.lines(server, lastEventID: "1", until: { $0.contains("\"Two\"") })
            #expect(!resumed.contains { $0.contains("\"One\"") })
        }
    }

    @Test("an event that is committed while the stream is open arrives at once") func push() async throws {
        try await TestServer.with(configure: { $0.heartbeat = .seconds(60) }) { server in
            let caller = try await server.caller()
            async let lines = Self.lines(server, after: 0, until: { $0.contains("\"Now\"") }) {
                _ = try await caller.call("POST", "/rooms", #"{"display_name":"Now"}"#)
            }
            let told = try await lines
            #expect(told.contains("id: 1"))
        }
    }

    /// Reads the stream line by line until one satisfies `end`; `opened` runs after the first line.
    private static func lines(
        _ server: TestServer, after: Int? = nil, lastEventID: String? = nil, until end: (String) -> Bool,
        opened: () async throws -> Void = {}
    ) async throws -> [String] {
        let caller = try await server.caller()
        var request = HTTPClientRequest(url: "\(caller.base)/events" + (after.map { "?after=\($0)" } ?? ""))
        request.headers.add(name: "Authorization", value: "Bearer \(caller.token ?? "")")
        request.headers.add(name: "Accept", value: "text/event-stream")
        if let lastEventID { request.headers.add(name: "Last-Event-ID", value: lastEventID) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.headers.first(name: "content-type") == "text/event-stream")
        var text = ""
        var isOpen = false
        for try await chunk in response.body {
            text += String(buffer: chunk)
            if !isOpen {
                isOpen = true
                try await opened()
            }
            let lines = text.split(separator: "\n").map(String.init)
            if lines.contains(where: end) { return lines }
        }
        return text.split(separator: "\n").map(String.init)
    }
}
