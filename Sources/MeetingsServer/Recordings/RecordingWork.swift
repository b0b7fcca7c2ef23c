import Logging
import Meetings
import MeetingsMedia
import MeetingsStorage
import ServiceLifecycle

/// Makes films of recordings, one after the other, as long as the server runs. The queue is in the database: what is not
/// done when the process ends is done by the next one.
struct RecordingWork: Service {
    let storage: Storage
    let reconciler: RecordingReconciler
    let files: RecordingFiles
    let settings: RecordingSettings
    /// A fresh link to a recording.
    let link: @Sendable (RecordingID) -> String
    let clock: any WallClock
    let logger: Logger

    /// How often what is not done is looked at, and how often the films themselves.
    static let interval = Duration.seconds(30)
    private static let looksPerCheck = 120
    /// How long to wait after an attempt that did not succeed; as many attempts are made as there are pauses, and one.
    static let pauses: [Duration] = [.seconds(5), .seconds(30), .seconds(120), .seconds(600)]
    /// From this attempt on, what cannot be read is left out.
    private static let lenientAttempt = 3

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await look() }
                tasks.addTask { await work() }
            }
        }
    }

    private func look() async {
        var looks = 0
        await forever(every: .zero) {
            // The first look was at the start, before anything else.
            try await clock.sleep(until: clock.now + Self.interval)
            try await reconciler.reconcile()
            if looks % Self.looksPerCheck == 0 { try await reconciler.checkFiles() }
            looks += 1
        }
    }

    private func work() async {
        await forever(every: .seconds(1)) {
            while let job = try await storage.read({ try $0.nextRecordingJob() }), job.dueAt <= clock.now {
                try await perform(job)
            }
        }
    }

    /// Repeats something until the task is cancelled, also where it cannot be done now.
    private func forever(every interval: Duration, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await body()
                try await clock.sleep(until: clock.now + interval)
            } catch is CancellationError {
                return
            } catch {
                logger.error("Recordings could not be seen to and will be again: \(error)")
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// One attempt at one film.
    func perform(_ waiting: RecordingJob) async throws {
        let id = waiting.recordingID
        guard let stored = try await storage.read({ try $0.recording(id) }) else {
            return files.mediaFolder(of: id).remove()
        }
        guard let facts = try await facts(stored) else {
            let now = clock.now
            return try await storage.write {
                try RecordingRecords.fail(id, because: "It is not known when it was recorded.", at: now, in: $0)
            }
        }
        let job = RecordingJob(
            recordingID: id, attempts: waiting.attempts + 1, dueAt: waiting.dueAt, progress: waiting.progress)
        try await save(job)
        let folder = files.mediaFolder(of: id)
        let composer = RecordingComposer(
            facts, in: folder, isLenient: job.attempts >= Self.lenientAttempt, clock: clock, logger: logger,
            threads: { await threads() })
        do {
            let film = try await composer.compose { part in
                // It got on: whatever went wrong before is no reason to give up.
                try await save(RecordingJob(recordingID: id, attempts: 1, dueAt: job.dueAt, progress: part))
            }
            try await finish(stored, film, folder)
        } catch let failure as CompositionFailure {
            try await after(failure, job)
        } catch is CancellationError {
            // The server stops: that is not the film's fault.
            try? await save(waiting)
            throw CancellationError()
        }
    }

    private func finish(_ stored: StoredRecording, _ film: ComposedFilm, _ folder: RecordingFolder) async throws {
        let id = stored.recording.id, now = clock.now, url = link(id)
        let isKept = try await storage.write { transaction in
            try RecordingRecords.upload(
                id, file: "\(id)/\(RecordingFolder.film)", bytes: film.bytes, url: url, at: now, in: transaction)
        }
        if isKept { folder.clean(keepingMedia: settings.keepsMedia) } else { folder.remove() }
        logger.info(
            "The film of a recording is made",
            metadata: ["recording": "\(id)", "seconds": "\(film.milliseconds / 1000)"])
    }

    private func after(_ failure: CompositionFailure, _ begun: RecordingJob) async throws {
        let id = begun.recordingID, now = clock.now
        logger.warning(
            "The film of a recording was not made. \(failure.sentence)",
            metadata: ["recording": "\(id)"])
        try await storage.write { transaction in
            guard var job = try transaction.job(of: id) else { return }
            if failure.isFinal || job.attempts > Self.pauses.count {
                return try RecordingRecords.fail(id, because: failure.sentence, at: now, in: transaction)
            }
            job.dueAt = now + Self.pauses[max(0, job.attempts - 1)]
            job.error = failure.sentence
            try transaction.set(job)
        }
    }

    /// Nothing when the recording is gone: with it went its job.
    private func save(_ job: RecordingJob) async throws {
        try await storage.write { transaction in
            if try transaction.job(of: job.recordingID) != nil { try transaction.set(job) }
        }
    }

    /// What the film is to show; nil when its times are not known.
    private func facts(_ stored: StoredRecording) async throws -> RecordingFacts? {
        guard let start = stored.recording.startedAt, let end = stored.recording.endedAt else { return nil }
        return try await storage.read { transaction in
            let people = try transaction.participants(of: stored.recording.sessionID).map { person in
                RecordingFacts.Person(
                    id: person.id, name: person.name, isHost: person.isHost, joined: person.joinedAt ?? start,
                    left: person.leftAt)
            }
            let room = try transaction.room(stored.roomID)
            return RecordingFacts(
                start: start, end: end, title: room?.room.displayName ?? "", people: people,
                isOwnerOnly: stored.isOwnerOnly, color: try room.flatMap { try transaction.theme(of: $0)?.mainColor })
        }
    }

    /// A call that goes on matters more than a film.
    private func threads() async -> Int {
        let isQuiet = (try? await storage.read { try $0.liveSessions().isEmpty }) ?? false
        return isQuiet ? 0 : 1
    }
}
