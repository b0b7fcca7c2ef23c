import Foundation
import Meetings
import MeetingsStorage
import ServerSupport
import Testing
import ValueSupport

@testable import MeetingsServer

/// Recordings and their files.
struct RecordingAPITests {
    private static let start = Timestamp(milliseconds: 1_930_000_000_000)
    private static let content = Array((0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    /// A server with one room, a session, and recordings that are uploaded, stopped and without a file.
    private func stage(
        freeSpace: Int64 = 0, _ body: @escaping @Sendable (TestServer, APICaller, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock(Self.start)
        try await TestServer.with(
            clock: clock, configure: { $0.recording.freeSpace = freeSpace }
        ) { server in
            let caller = try await server.caller(now: Double(clock.now.seconds))
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"Ärger/\"Weekly\": 1"}"#)
            let id = RoomID(try #require(room.string("id")))
            try Self.write(Self.content, to: server.folder + "/recordings/a/1.mp4")
            let storage = try Storage.open(folder: server.folder)
            let application = server.application.applicationID
            try await storage.write { transaction in
                try transaction.insert(
                    Session(id: SessionID("1_s"), roomID: id, startedAt: Self.start), of: application)
                for (name, status, file) in [
                    ("up", .uploaded, "a/1.mp4"), ("stopped", .stopped, nil), ("lost", .uploaded, "a/lost.mp4"),
                    ("outside", .uploaded, "../greenroom.db"),
                ] as [(String, RecordingStatus, String?)] {
                    let recording = Recording(
                        id: RecordingID(name), sessionID: SessionID("1_s"), startedAt: Self.start, endedAt: Self.start,
                        status: status)
                    _ = try transaction.insert(
                        StoredRecording(applicationID: application, recording: recording, roomID: id, file: file))
                }
            }
            await storage.close()
            try await body(server, caller, clock)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    @Test("of a session are listed, and found one by one") func reading() async throws {
        try await stage { server, caller, _ in
            let list = try await caller.call("GET", "/sessions/1_s/recordings")
            #expect(list.status == 200)
            let recordings = list.value("_embedded", "recordings")?.elements ?? []
            #expect(recordings.map { $0["id"]?.string } == ["up", "stopped", "lost", "outside"])
            #expect(recordings[1]["_links"] == .object([:]))
            // The official Node client asks for the session itself.
            let session = try await caller.call("GET", "/sessions/1_s")
            #expect(session.value("_embedded", "recordings") == list.value("_embedded", "recordings"))
            let one = try await caller.call("GET", "/recordings/up")
            #expect(one.string("status") == "uploaded")
            #expect(
                one.string("_links", "url", "href")?.hasPrefix("\(server.url)/_/recordings/up/archive.mp4?") == true)
            let other = try await server.secondApplication(now: Double(Self.start.seconds))
            #expect(try await other.call("GET", "/recordings/up").string("message") == "Recording up was not found")
            let list2 = try await other.call("GET", "/sessions/1_s/recordings")
            #expect(list2.string("message") == "Failed to find session recordings by id: 1_s")
        }
    }

    @Test("are fetched by their link: whole, in parts, as often as wanted") func download() async throws {
        try await stage { server, caller, _ in
            let link = try #require(try await caller.call("GET", "/recordings/up").string("_links", "url", "href"))
            let anybody = APICaller(base: server.url, token: nil)
            let whole = try await anybody.call("GET", link)
            #expect(whole.status == 200)
            #expect(whole.bytes == Self.content)
            #expect(whole.headers["content-type"] == "video/mp4")
            #expect(whole.headers["accept-ranges"] == "bytes")
            #expect(
                whole.headers["content-disposition"]
                    == "attachment; filename=\"_rger--Weekly-- 1_2031-02-27T23-06-40.000Z.mp4\"; "
                    + "filename*=UTF-8''%C3%84rger--Weekly--%201_2031-02-27T23-06-40.000Z.mp4")
            let parts: [(String, Int, Range<Int>, String)] = [
                ("bytes=0-9", 206, 0..<10, "bytes 0-9/1000"), ("bytes=990-", 206, 990..<1000, "bytes 990-999/1000"),
                ("bytes=-5", 206, 995..<1000, "bytes 995-999/1000"),
                ("bytes=5-99999999999999999999", 206, 5..<1000, "bytes 5-999/1000"),
                ("bytes=1000-", 416, 0..<0, "bytes */1000"), ("bytes=-0", 416, 0..<0, "bytes */1000"),
                ("bytes=9-2", 200, 0..<1000, ""), ("bytes=0-1,5-6", 200, 0..<1000, ""),
                ("lines=0-1", 200, 0..<1000, ""),
                ("bytes=x", 200, 0..<1000, ""),
            ]
            for (field, status, range, expected) in parts {
                let part = try await anybody.call("GET", link, headers: ["Range": field])
                #expect(part.status == status, "\(field)")
                #expect(part.bytes == Array(Self.content[range]), "\(field)")
                #expect(part.headers["content-range"] ?? "" == expected, "\(field)")
            }
            let tag = try #require(whole.headers["etag"])
            let same = try await anybody.call("GET", link, headers: ["Range": "bytes=0-0", "If-Range": tag])
            #expect(same.status == 206)
            let other = try await anybody.call("GET", link, headers: ["Range": "bytes=0-0", "If-Range": "\"x\""])
            #expect(other.status == 200)
            let head = try await anybody.call("HEAD", link)
            #expect(head.status == 200)
            #expect(head.headers["content-length"] == "1000")
        }
    }

    @Test("are not fetched by a link that ended or was bent, and never from outside their folder")
    func refusedDownload() async throws {
        try await stage { server, caller, clock in
            let anybody = APICaller(base: server.url, token: nil)
            let link = try #require(try await caller.call("GET", "/recordings/up").string("_links", "url", "href"))
            let bent = [
                link + "x", link.replacingOccurrences(of: "expires=1", with: "expires=2"),
                link.replacingOccurrences(of: "/up/", with: "/lost/"), String(link.prefix { $0 != "?" }),
                link.replacingOccurrences(of: "signature=", with: "signed="),
                String(link.prefix { $0 != "?" }) + "?expires=99999999999&signature=",
            ]
            for bent in bent { #expect(try await anybody.call("GET", bent).status == 403, "\(bent)") }
            for name in ["lost", "outside"] {
                let link = try #require(
                    try await caller.call("GET", "/recordings/\(name)").string("_links", "url", "href"))
                #expect(try await anybody.call("GET", link).status == 404)
            }
            clock.advance(by: DownloadLink.life)
            #expect(try await anybody.call("GET", link).status == 403)
        }
    }

    @Test("are begun and ended by the API where that can be, and refused in words where not") func control()
        async throws
    {
        try await stage { server, caller, _ in
            let start = try await caller.call("POST", "/sessions/1_s/recordings")
            #expect(start.status == 503)
            #expect(start.string("message") == "Nothing can be recorded: there is no media server right now")
            #expect(try await caller.call("POST", "/sessions/nonsense/recordings").status == 404)
            #expect(try await caller.call("POST", "/recordings/nonsense/stop").status == 404)
            let stop = try await caller.call("POST", "/recordings/stopped/stop")
            #expect(stop.status == 409)
            #expect(stop.string("message") == "The recording stopped does not run")
            let other = try await server.secondApplication(now: Double(Self.start.seconds))
            #expect(try await other.call("POST", "/sessions/1_s/recordings").status == 404)
            #expect(try await other.call("POST", "/recordings/stopped/stop").status == 404)
        }
    }

    @Test("whose film could not be made are tried again when the API asks for it") func retry() async throws {
        try await stage { server, caller, _ in
            #expect(try await caller.call("POST", "/recordings/nonsense/retry").status == 404)
            let fine = try await caller.call("POST", "/recordings/stopped/retry")
            #expect(fine.status == 409)
            #expect(fine.string("message") == "The recording stopped did not fail to become a film")
            let storage = try Storage.open(folder: server.folder)
            try await storage.write { transaction in
                try RecordingRecords.fail(RecordingID("stopped"), because: "No.", at: Self.start, in: transaction)
            }
            await storage.close()
            let other = try await server.secondApplication(now: Double(Self.start.seconds))
            #expect(try await other.call("POST", "/recordings/stopped/retry").status == 404)
            let retried = try await caller.call("POST", "/recordings/stopped/retry")
            #expect(retried.status == 200)
            #expect(retried.string("status") == "stopped" && retried.value("failure") == nil)
        }
    }

    @Test("are not begun when the disk is too full") func full() async throws {
        try await stage(freeSpace: .max) { _, caller, _ in
            let start = try await caller.call("POST", "/sessions/1_s/recordings")
            #expect(start.status == 507)
            #expect(start.string("name") == "InsufficientStorageError")
        }
    }

    @Test("are deleted with their file once they are uploaded, and not before") func deletion() async throws {
        try await stage { server, caller, _ in
            let path = server.folder + "/recordings/a/1.mp4"
            let early = try await caller.call("DELETE", "/recordings/stopped")
            #expect(early.status == 500)
            #expect(early.text == #"{"message":"Internal Server Error","name":"InternalServerError","status":500}"#)
            let other = try await server.secondApplication(now: Double(Self.start.seconds))
            #expect(try await other.call("DELETE", "/recordings/up").status == 404)
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(try await caller.call("DELETE", "/recordings/up").status == 204)
            #expect(!FileManager.default.fileExists(atPath: path))
            let gone = try await caller.call("DELETE", "/recordings/up")
            #expect(gone.status == 404)
            #expect(gone.string("message") == "Could not find recording")
            #expect(try await caller.call("DELETE", "/recordings/lost").status == 204)
            #expect(try await caller.call("DELETE", "/recordings/outside").status == 204)
            #expect(FileManager.default.fileExists(atPath: server.folder + "/greenroom.db"))
        }
    }

    @Test("are found only inside their folder")
    func folder() throws {
        let root = NSTemporaryDirectory() + "/greenroom-files-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Self.write([1], to: root + "/secret")
        try Self.write([1, 2], to: root + "/recordings/a/b.mp4")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/recordings/link", withDestinationPath: root + "/secret")
        let files = RecordingFiles(dataFolder: root)
        #expect(files.find("a/b.mp4")?.size == 2)
        for name in [
            "../secret", "a/../../secret", "/etc/passwd", "", "a", "a/", "./a/b.mp4", "a//b.mp4", "link", "a/b.mp4\0",
        ] {
            #expect(files.find(name) == nil, "\(name)")
        }
    }
}
