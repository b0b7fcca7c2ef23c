import Foundation
import Logging
import Meetings
import Testing
import ValueSupport

@testable import MeetingsMedia

/// A session's media on a scripted media server: what is asked of it and what pages are told, in order.
@Suite("The media of a session", .timeLimit(.minutes(1)))
struct MediaPoolTests {
    private let session = SessionID("s-1")
    private let ines = ParticipantID("ines")
    private let omar = ParticipantID("omar")

    /// A clock that stands still: however slow the machine is, nobody is late with an answer.
    private let still = ManualClock(Timestamp(milliseconds: 1_900_000_000_000))

    /// Runs a pool and hands over what it tells.
    private func withPool(
        _ engines: [ScriptedEngine], clock: (any WallClock)? = nil, _ body: (MediaPool, Heard) async throws -> Void
    ) async throws {
        let heard = Heard()
        let pool = MediaPool(
            engines: engines.map { MediaPool.Engine($0, capacity: 100) }, clock: clock ?? still,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _, event in heard.add(event) }
        let running = Task { await pool.run() }
        try await body(pool, heard)
        running.cancel()
        await running.value
    }

    private func room(on engine: ScriptedEngine, _ heard: Heard) -> MediaRoom {
        MediaRoom(
            session: session, clock: still, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            choose: { .engine(engine) }, tell: { heard.add($0) })
    }

    private let tracks = [MediaTrack(mid: "0", kind: .mic), MediaTrack(mid: "1", kind: .camera)]

    /// Ines and Omar are in, both send sound and picture, and see each other. `new` are those who have yet to come.
    private func meet(
        _ pool: MediaPool, _ engine: ScriptedEngine, _ told: Heard, new: Set<ParticipantID>? = nil
    ) async {
        for id in [ines, omar] {
            if new?.contains(id) ?? true { pool.post(.join(id, name: id.rawValue), in: session) }
            await publish(id, pool, engine, told)
        }
        await told.wait(for: .offer(ines, sdp: "offer", shown(omar)), .offer(omar, sdp: "offer", shown(ines)))
        for id in [ines, omar] {
            let attempt = await told.attempt(of: id)
            pool.post(.negotiate(id, .answer(sdp: "yes"), attempt: attempt), in: session)
        }
    }

    private func publish(_ id: ParticipantID, _ pool: MediaPool, _ engine: ScriptedEngine, _ told: Heard) async {
        let attempt = await told.attempt(of: id)
        pool.post(.negotiate(id, .publish(offer: "o", tracks: tracks), attempt: attempt), in: session)
        await told.wait(for: .answer(id, sdp: "answer to o"))
        engine.happens(.connected(id, .publish))
        await told.wait(for: .connected(id, .publish))
    }

    private func shown(_ person: ParticipantID) -> [ShownStream] {
        [
            ShownStream(mid: "0", source: .init(participant: person, kind: .mic)),
            ShownStream(mid: "1", source: .init(participant: person, kind: .camera)),
        ]
    }

    @Test("begins with the first who comes, lets everybody see everybody, and ends with the session")
    func meeting() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            pool.post(.join(ines, name: "Ines"), in: session)
            await told.wait(for: .availability(ines, .ready(attempt: 1)))
            #expect(engine.asked() == ["open s-1", "join ines Ines"])
            await meet(pool, engine, told, new: [omar])
            #expect(engine.asked().contains("subscribe ines +[omar/0 omar/1] -[]"))
            pool.post(.leave(omar), in: session)
            pool.post(.close, in: session)
            await engine.wait(for: "close")
            #expect(engine.asked().contains("leave omar"))
        }
    }

    @Test("is told as missing where there is no media server, and as coming where it starts")
    func none() async throws {
        try await withPool([]) { pool, told in
            pool.post(.join(ines, name: "Ines"), in: session)
            await told.wait(for: .availability(ines, .unavailable(.absent)))
        }
        let engine = ScriptedEngine(health: .starting)
        try await withPool([engine]) { pool, told in
            while !engine.isRunning, !Task.isCancelled { await Task.yield() }
            pool.post(.join(ines, name: "Ines"), in: session)
            await told.wait(for: .availability(ines, .starting))
            engine.becomes(.ready)
            await told.wait(for: .availability(ines, .ready(attempt: 1)))
        }
    }

    @Test("outlives the media server: everybody is told, made a member again and connects anew")
    func crash() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            _ = engine.asked()
            told.forget()
            engine.becomes(.starting)
            engine.happens(.closed)
            await told.wait(for: .availability(omar, .starting))
            told.forget()
            engine.becomes(.ready)
            await meet(pool, engine, told, new: [])
            let asked = Set(engine.asked())
            #expect(asked.isSuperset(of: ["open s-1", "join ines ines", "join omar omar"]))
        }
    }

    @Test("sends only what is on the screen, in the size in which it is shown")
    func view() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            let sizes: [(shown: [ViewedTile], asked: String)] = [
                ([ViewedTile(participant: omar, kind: .camera, size: .small)], "tune ines 1:0"),
                ([ViewedTile(participant: omar, kind: .camera, size: .large)], "tune ines 1:2"),
                ([], "tune ines 1:off"),
            ]
            for (shown, asked) in sizes {
                _ = engine.asked()
                pool.post(.view(ines, shown), in: session)
                await engine.wait(for: asked)
            }
        }
    }

    @Test("lets a host switch somebody's microphone off at the media server, and nothing else of theirs")
    func mute() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            pool.post(.mute(omar, .mic, true), in: session)
            await engine.wait(for: "moderate omar 0 off")
            #expect(engine.count("moderate omar 1") == 0)
        }
    }

    @Test("begins anew for who reloads the page, and for who loses a connection")
    func again() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            _ = engine.asked()
            told.forget()
            pool.post(.join(omar, name: "omar"), in: session)
            await told.wait(for: .availability(omar, .ready(attempt: 2)))
            #expect(engine.asked().contains("join omar omar"))
            engine.happens(.disconnected(ines, .publish, reason: "DTLS alert"))
            await told.wait(for: .availability(ines, .ready(attempt: 2)))
            #expect(engine.asked().contains("join ines ines"))
        }
    }

    @Test("who reloads the page is seen again by those who saw them, also when nobody heard the old connection end")
    func seenAgain() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            _ = engine.asked()
            told.forget()
            pool.post(.join(omar, name: "omar"), in: session)
            await publish(omar, pool, engine, told)
            await engine.wait(for: "subscribe ines +[omar/0 omar/1] -[]")
        }
    }

    @Test("what a page said of its old connections is not taken for the new ones, which would stay dark")
    func stale() async throws {
        let engine = ScriptedEngine()
        try await withPool([engine]) { pool, told in
            await meet(pool, engine, told)
            _ = engine.asked()
            told.forget()
            pool.post(.join(omar, name: "omar"), in: session)
            await told.wait(for: .availability(omar, .ready(attempt: 2)))
            let candidate = IceCandidate(candidate: "old", sdpMid: "0", sdpMLineIndex: 0)
            for late in [
                Negotiation.publish(offer: "old", tracks: tracks), .answer(sdp: "old"), .restart,
                .candidate(.publish, candidate),
            ] {
                pool.post(.negotiate(omar, late, attempt: 1), in: session)
            }
            await publish(omar, pool, engine, told)
            let asked = engine.asked()
            #expect(asked.count { $0.hasPrefix("publish omar") } == 1)
            #expect(!asked.contains { $0.contains("old") || $0.hasPrefix("restart") })
        }
    }

    @Test("records everybody to files with numbers of their own, and counts only what is on the disk")
    func recording() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rec-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = ScriptedEngine()
        try await withPool([engine], clock: MachineClock()) { pool, told in
            await meet(pool, engine, told)
            pool.post(.record(folder: folder), in: session)
            while engine.count("record ") < 2, !Task.isCancelled { await Task.yield() }
            let paths = engine.asked().filter { $0.hasPrefix("record ") }.map { $0.split(separator: " ").last ?? "" }
            let numbers = Set(paths.map { $0.split(separator: "/").last?.prefix(4) })
            #expect(numbers == ["0001", "0002"])
            try #require(FileManager.default.createFile(atPath: folder + "/0001-x-audio-0.mjr.part", contents: nil))
            await told.wait(for: .recording(.started(folder: folder)))
            pool.post(.record(folder: nil), in: session)
            await engine.wait(for: "record omar end")
            try FileManager.default.moveItem(
                atPath: folder + "/0001-x-audio-0.mjr.part", toPath: folder + "/0001-x-audio-0.mjr")
            await told.wait(for: .recording(.stopped(folder: folder)))
            // Whoever is recorded next in this folder takes nobody's file.
            pool.post(.record(folder: folder), in: session)
            while engine.count("record ines /") == 0, !Task.isCancelled { await Task.yield() }
            #expect(engine.count("record ines \(folder)/0001-") == 0)
        }
    }

    @Test("in a crowd only those who talk are sent to everybody")
    func crowd() async throws {
        let (engine, heard) = (ScriptedEngine(), Heard())
        let media = room(on: engine, heard)
        let work = Task { await media.run() }
        media.post(.join(ines, name: "Ines"))
        await heard.wait(for: .availability(ines, .ready(attempt: 1)))
        let crowd = (0...Talkers.crowd).map { ParticipantID("p\($0)") }
        await media.fill(with: crowd)
        engine.happens(.talking(crowd[7], true))
        await engine.wait(for: "subscribe ines +[p7/0] -[]")
        #expect(engine.count("subscribe") == 1)
        media.post(.close)
        await work.value
    }

    @Test("puts out who was never let in, and begins anew for whom the media server has lost")
    func compared() async throws {
        let (engine, heard) = (ScriptedEngine(), Heard())
        let media = room(on: engine, heard)
        let work = Task { await media.run() }
        media.post(.join(ines, name: "Ines"))
        await heard.wait(for: .availability(ines, .ready(attempt: 1)))
        _ = engine.asked()
        engine.has([ParticipantID("stranger")])
        let room = try #require(await media.room)
        await media.comparePeople(in: room)
        #expect(engine.wasAsked("kick stranger"))
        await engine.wait(for: "join ines Ines")
        _ = engine.asked()
        engine.has([ines])
        await media.comparePeople(in: room)
        #expect(engine.asked().isEmpty)
        media.post(.close)
        await work.value
    }
}

extension MediaRoom {
    /// People whose microphones have been open for a while.
    fileprivate func fill(with people: [ParticipantID]) {
        for id in people {
            var member = makeMember(id, name: id.rawValue)
            member.isConnected = true
            member.tracks = [MediaTrack(mid: "0", kind: .mic)]
            members[id] = member
        }
    }
}
