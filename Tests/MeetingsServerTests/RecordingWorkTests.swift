import Foundation
import Logging
import Meetings
import MeetingsMedia
import MeetingsStorage
import ServerSupport
import Testing
import ValueSupport

@testable import MeetingsServer

/// The queue of films: nothing stays where it is.
struct RecordingWorkTests {
    private static let start = Timestamp(milliseconds: 1_930_000_000_000)
    private static let id = RecordingID("rec")

    /// A stage with one session and one recording of it, and what works on it.
    private struct Stage {
        let folder: String
        let application: ApplicationID
        let storage: Storage
        let clock: ManualClock
        let work: RecordingWork

        func recording() async throws -> StoredRecording {
            let found = try await storage.read { try $0.recording(RecordingWorkTests.id) }
            return try #require(found)
        }

        func job() async throws -> RecordingJob? { try await storage.read { try $0.job(of: RecordingWorkTests.id) } }

        func events() async throws -> [String] {
            try await storage.read { try $0.events(of: application, after: 0, limit: 100).map(\.name) }
                .filter { $0.hasPrefix("recording") }
        }
    }

    private func stage(
        _ status: RecordingStatus, endedAfter end: Int64? = 4, sessionEnded: Bool = true,
        _ body: (Stage) async throws -> Void
    ) async throws {
        try await TestServer.withFolder { folder in
            let clock = ManualClock(Self.start)
            let application = try await ApplicationFactory.create(name: "test", dataFolder: folder, clock: clock)
            let storage = try Storage.open(folder: folder)
            try await storage.write { transaction in
                let room = try transaction.insert(
                    Room(
                        id: RoomID("room"), displayName: "Weekly", type: .longTerm,
                        expiresAt: Self.start + .seconds(86_400), meetingCode: "123456789", createdAt: Self.start),
                    of: application.applicationID, hostID: ParticipantID("host"), closing: nil)
                try transaction.insert(
                    Session(
                        id: SessionID("s"), roomID: room.room.id, startedAt: Self.start,
                        endedAt: sessionEnded ? Self.start + .seconds(5) : nil), of: application.applicationID)
                try transaction.insert(
                    StoredRecording(
                        applicationID: application.applicationID,
                        recording: Recording(
                            id: Self.id, sessionID: SessionID("s"), startedAt: Self.start,
                            endedAt: end.map { Self.start + .seconds($0) }, status: status), roomID: room.room.id))
            }
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let files = RecordingFiles(dataFolder: folder)
            let reconciler = RecordingReconciler(storage: storage, files: files, clock: clock, logger: logger)
            let work = RecordingWork(
                storage: storage, reconciler: reconciler, files: files, settings: RecordingSettings(),
                link: { "https://meet.example.org/\($0)" }, clock: clock, logger: logger)
            try await body(
                Stage(
                    folder: folder, application: application.applicationID, storage: storage, clock: clock, work: work))
            await storage.close()
        }
    }

    @Test("one that nobody ended is ended with its session") func ended() async throws {
        try await stage(.started, endedAfter: nil) { stage in
            try await stage.work.reconciler.reconcile()
            let stored = try await stage.recording()
            #expect(stored.recording.status == .stopped)
            #expect(stored.recording.endedAt == Self.start + .seconds(5))
            let job = try await stage.job()
            #expect(job?.dueAt == Self.start + .seconds(8))
            #expect(try await stage.events() == ["recording:ended"])
        }
    }

    @Test("one whose session goes on is left alone") func live() async throws {
        try await stage(.started, endedAfter: nil, sessionEnded: false) { stage in
            try await stage.work.reconciler.reconcile()
            #expect(try await stage.recording().recording.status == .started)
        }
    }

    @Test("one that ran when the process was ended ends where its files end") func interrupted() async throws {
        try await stage(.started, endedAfter: nil, sessionEnded: false) { stage in
            let folder = RecordingFolder(path: stage.folder + "/recordings/rec")
            try folder.make()
            let file = folder.media + "/0001-p-audio-0.mjr.part"
            try Data("MJR00002".utf8).write(to: URL(filePath: file))
            let written = Date(timeIntervalSince1970: Double((Self.start + .seconds(3)).seconds))
            try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: file)
            stage.clock.advance(by: .seconds(3600))
            let sessions = try await stage.work.reconciler.endInterrupted()
            #expect(sessions == [SessionID("s")])
            #expect(try await stage.recording().recording.endedAt == Self.start + .seconds(3))
        }
    }

    @Test("one without a job gets one, and nothing in it is said in words") func jobless() async throws {
        try await stage(.stopped) { stage in
            try await stage.work.reconciler.reconcile()
            let job = try #require(try await stage.job())
            try await stage.work.perform(job)
            let stored = try await stage.recording()
            #expect(stored.recording.status == .stopped)
            #expect(stored.recording.failure == "Nobody sent sound or picture while it ran: there is nothing in it.")
            #expect(try await stage.job() == nil)
            #expect(try await stage.events() == ["recording:failed"])
            // And it stays so.
            try await stage.work.reconciler.reconcile()
            #expect(try await stage.job() == nil)
        }
    }

    @Test("one that cannot be made is tried again, later and later, and given up in words") func attempts() async throws
    {
        try await stage(.stopped) { stage in
            // A file stands where the folder of the work should be.
            let folder = RecordingFolder(path: stage.folder + "/recordings/rec")
            try folder.make()
            try Data().write(to: URL(filePath: folder.path + "/work"))
            try await stage.storage.write { try $0.set(RecordingJob(recordingID: Self.id, dueAt: Self.start)) }
            var pauses: [Duration] = []
            while let job = try await stage.job() {
                stage.clock.advance(by: max(.zero, job.dueAt - stage.clock.now))
                try await stage.work.perform(job)
                if let next = try await stage.job() { pauses.append(next.dueAt - stage.clock.now) }
            }
            #expect(pauses == RecordingWork.pauses)
            let failure = try #require(try await stage.recording().recording.failure)
            #expect(failure.contains("disk may be full"))
            #expect(try await stage.events() == ["recording:failed"])
        }
    }

    @Test("one that was given up has all its attempts again when somebody wants it tried again") func retried()
        async throws
    {
        try await stage(.stopped) { stage in
            let retry = {
                try await stage.storage.write { transaction in
                    let stored = try #require(try transaction.recording(Self.id))
                    try RecordingRecords.retry(stored, at: stage.clock.now, in: transaction)
                }
            }
            await #expect(throws: Problem.self, "it has not failed") { try await retry() }
            try await stage.storage.write { try RecordingRecords.fail(Self.id, because: "No.", at: Self.start, in: $0) }
            stage.clock.advance(by: .seconds(60))
            try await retry()
            #expect(try await stage.recording().recording.failure == nil)
            let job = try #require(try await stage.job())
            #expect(job.attempts == 0 && job.dueAt == stage.clock.now)
            await #expect(throws: Problem.self, "it is being made") { try await retry() }
            try await stage.work.perform(job)
            #expect(try await stage.recording().recording.failure?.hasPrefix("Nobody sent sound or picture") == true)
            #expect(try await stage.events() == ["recording:failed", "recording:failed"])
        }
    }

    @Test("one whose file is gone says so, until it is back") func missing() async throws {
        try await stage(.uploaded) { stage in
            try await stage.storage.write { transaction in
                var stored = try #require(try transaction.recording(Self.id))
                stored.file = "rec/archive.mp4"
                try transaction.update(stored)
            }
            try await stage.work.reconciler.checkFiles()
            #expect(try await stage.recording().recording.failure == RecordingReconciler.missing)
            let folder = RecordingFolder(path: stage.folder + "/recordings/rec")
            try folder.make()
            try Data([1]).write(to: URL(filePath: folder.film))
            try await stage.work.reconciler.checkFiles()
            #expect(try await stage.recording().recording.failure == nil)
        }
    }

    @Test("one that was deleted meanwhile leaves nothing") func deleted() async throws {
        try await stage(.stopped) { stage in
            let folder = RecordingFolder(path: stage.folder + "/recordings/rec")
            try folder.make()
            try await stage.storage.write { transaction in
                let stored = try #require(try transaction.recording(Self.id))
                try transaction.delete(recording: Self.id, of: stored.applicationID)
            }
            try await stage.work.perform(RecordingJob(recordingID: Self.id, dueAt: Self.start))
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }
}
