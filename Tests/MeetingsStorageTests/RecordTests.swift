import Meetings
import MeetingsStorage
import Testing

/// Recordings, logos, repeated requests, previous secrets.
struct RecordTests {
    let folder: TemporaryFolder
    let storage: Storage

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application())
            try transaction.insert(application(other))
            try transaction.insert(theme(1))
            try transaction.insertRoom(1)
            try transaction.insert(
                Session(id: SessionID("session-1"), roomID: RoomID("room-1"), startedAt: noon), of: acme)
        }
    }

    private func recording(_ number: Int) -> StoredRecording {
        StoredRecording(
            applicationID: acme,
            recording: Recording(
                id: RecordingID("rec-\(number)"), sessionID: SessionID("session-1"),
                startedAt: noon + .seconds(number), status: .started),
            roomID: RoomID("room-1"))
    }

    @Test("the film of a recording is made in turn, and a recording takes its job with it")
    func jobs() async throws {
        let samples = [recording(1), recording(2), recording(3)]
        try await storage.write { transaction in
            for sample in samples { try transaction.insert(sample) }
            try transaction.set(RecordingJob(recordingID: RecordingID("rec-1"), dueAt: noon + .seconds(9)))
            try transaction.set(RecordingJob(recordingID: RecordingID("rec-2"), dueAt: noon + .seconds(5)))
            #expect(try transaction.nextRecordingJob()?.recordingID == RecordingID("rec-2"))
            let later = RecordingJob(
                recordingID: RecordingID("rec-2"), attempts: 2, dueAt: noon + .seconds(60), progress: 0.5, error: "no")
            try transaction.set(later)
            #expect(try transaction.job(of: RecordingID("rec-2")) == later)
            #expect(try transaction.recording(RecordingID("rec-2"))?.recording.progress == 0.5)
            #expect(try transaction.nextRecordingJob()?.recordingID == RecordingID("rec-1"))
            #expect(try transaction.delete(jobOf: RecordingID("rec-1")))
            #expect(try !transaction.delete(jobOf: RecordingID("rec-1")))
            try transaction.delete(recording: RecordingID("rec-2"), of: acme)
            #expect(try transaction.nextRecordingJob() == nil)
        }
    }

    @Test("a recording is open until it is uploaded or failed")
    func open() async throws {
        let samples = [recording(1), recording(2), recording(3)]
        try await storage.write { transaction in
            for (sample, status) in zip(samples, [RecordingStatus.stopped, .uploaded, .started]) {
                var stored = sample
                stored.recording.status = status
                stored.isOwnerOnly = status == .started
                try transaction.insert(stored)
            }
            #expect(try transaction.openRecordings().map(\.recording.id.rawValue) == ["rec-1", "rec-3"])
            let running = try transaction.runningRecording(of: SessionID("session-1"))
            #expect(running?.recording.id == RecordingID("rec-3") && running?.isOwnerOnly == true)
            var failed = try #require(try transaction.recording(RecordingID("rec-1")))
            failed.recording.failure = "nothing in it"
            try transaction.update(failed)
            #expect(try transaction.recording(RecordingID("rec-1"))?.recording.failure == "nothing in it")
            #expect(try transaction.openRecordings().map(\.recording.id.rawValue) == ["rec-3"])
        }
    }

    @Test("a recording is kept as it was stored, changes, and goes")
    func recordings() async throws {
        let samples = [recording(1), recording(2), recording(3)]
        var stored: [StoredRecording] = []
        for sample in samples { stored.append(try await storage.write { try $0.insert(sample) }) }
        #expect(stored.map(\.serial) == [1, 2, 3])
        let all = stored
        try await storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.recording(RecordingID("rec-2"), of: acme) == all[1])
            #expect(try transaction.recording(RecordingID("rec-2"), of: other) == nil)
            #expect(try transaction.recordings(of: SessionID("session-1")) == all)
            #expect(try transaction.recordings(of: acme, limit: 2) == [all[2], all[1]])
            #expect(try transaction.recordings(of: acme, before: 2, limit: 2) == [all[0]])
            #expect(try transaction.recordings(of: other, limit: 2).isEmpty)
        }
        var changed = stored[1]
        changed.recording.status = .uploaded
        changed.recording.endedAt = noon + .seconds(62)
        changed.recording.url = "https://x.example/a.mp4"
        changed.file = "a/b.mp4"
        changed.bytes = 5_000_000_000
        let sent = changed
        #expect(try await storage.write { try $0.update(sent) })
        #expect(try await storage.read { try $0.recording(sent.recording.id, of: acme) } == sent)
        let found = try await storage.read { try $0.session(SessionID("session-1"), of: acme) }
        #expect(found?.isRecorded == true)
        #expect(found?.recordedSeconds == 60)
        #expect(try await storage.write { try $0.delete(recording: sent.recording.id, of: other) } == false)
        #expect(try await storage.write { try $0.delete(recording: sent.recording.id, of: acme) })
        #expect(try await storage.write { try $0.update(sent) } == false)
        await #expect(throws: StorageError.self) { try await storage.write { _ = try $0.insert(samples[0]) } }
    }

    private func logo(_ key: String, of application: ApplicationID = acme, at seconds: Int = 0) -> StoredLogo {
        StoredLogo(
            key: key, applicationID: application, kind: .white, bytes: [0x89, 0, 255],
            createdAt: noon + .seconds(seconds))
    }

    @Test("an upload can be repeated, becomes a theme's own, and goes with the theme")
    func logos() async throws {
        let upload = logo("temp/1")
        var again = upload
        again.bytes = [1]
        again.kind = .favicon
        let second = again
        try await storage.write { try $0.insert(upload) }
        #expect(try await storage.read { try $0.logo(key: "temp/1") } == upload)
        try await storage.write { try $0.insert(second) }
        #expect(try await storage.read { try $0.logo(key: "temp/1") } == second)
        let foreign = logo("temp/1", of: other)
        let error = await #expect(throws: StorageError.self) { try await storage.write { try $0.insert(foreign) } }
        #expect(error?.code == .conflict)
        let theme = ThemeID("theme-1")
        #expect(
            try await storage.write { try $0.attach(logo: "temp/1", newKey: "a", to: ThemeID("none")) } == false)
        #expect(try await storage.write { try $0.attach(logo: "temp/1", newKey: "final/1", to: theme) })
        #expect(try await storage.write { try $0.attach(logo: "temp/1", newKey: "b", to: theme) } == false)
        #expect(try await storage.read { try $0.logo(key: "temp/1") } == nil)
        #expect(try await storage.read { try $0.logo(key: "final/1")?.themeID } == theme)
        // In use now: an upload cannot replace it.
        let late = logo("final/1")
        await #expect(throws: StorageError.self) { try await storage.write { try $0.insert(late) } }
        _ = try await storage.write { try $0.delete(theme: theme, of: acme) }
        #expect(try await storage.read { try $0.logo(key: "final/1") } == nil)
    }

    @Test("a theme takes pictures of its own application only")
    func foreignLogo() async throws {
        let upload = logo("temp/1", of: other)
        try await storage.write { try $0.insert(upload) }
        #expect(
            try await storage.write {
                try $0.attach(logo: "temp/1", newKey: "final/1", to: ThemeID("theme-1"))
            } == false)
    }

    @Test("uploads that nobody used are deleted by age, those in use stay")
    func unusedLogos() async throws {
        let uploads = [logo("old"), logo("used"), logo("new", at: 60)]
        try await storage.write { transaction in
            for upload in uploads { try transaction.insert(upload) }
            try transaction.attach(logo: "used", newKey: "final", to: ThemeID("theme-1"))
        }
        #expect(try await storage.write { try $0.deleteUnusedLogos(before: noon + .seconds(60)) } == 1)
        #expect(try await storage.read { try $0.logo(key: "old") } == nil)
        #expect(try await storage.read { try $0.logo(key: "new") } != nil)
        #expect(try await storage.write { try $0.delete(logo: "final") })
        #expect(try await storage.write { try $0.delete(logo: "final") } == false)
    }

    @Test("a request is remembered for its application, replaced when it is done anew, and forgotten by age")
    func idempotency() async throws {
        let record = IdempotencyRecord(key: "k", fingerprint: "f", resourceID: "room-1", createdAt: noon)
        var later = record
        later.fingerprint = "g"
        later.createdAt = noon + .seconds(60)
        let second = later
        try await storage.write { try $0.insert(record, of: acme) }
        #expect(try await storage.read { try $0.idempotencyRecord(key: "k", of: acme) } == record)
        #expect(try await storage.read { try $0.idempotencyRecord(key: "k", of: other) } == nil)
        try await storage.write { try $0.insert(record, of: other) }
        try await storage.write { try $0.insert(second, of: acme) }
        #expect(try await storage.read { try $0.idempotencyRecord(key: "k", of: acme) } == second)
        #expect(try await storage.write { try $0.deleteIdempotencyRecords(before: noon + .seconds(60)) } == 1)
        #expect(try await storage.read { try $0.idempotencyRecord(key: "k", of: acme) } == second)
        #expect(try await storage.read { try $0.idempotencyRecord(key: "k", of: other) } == nil)
    }

    @Test("secrets that are being replaced are kept with their end")
    func secrets() async throws {
        var rotated = application()
        rotated.previousSignatureSecret = "old 1"
        rotated.previousWebhookSecret = "old 2"
        rotated.previousSecretsUntil = noon + .seconds(86400)
        let sent = rotated
        #expect(try await storage.write { try $0.update(sent) })
        #expect(try await storage.read { try $0.application(acme) } == sent)
        rotated.id = ApplicationID("third")
        let third = rotated
        try await storage.write { try $0.insert(third) }
        #expect(try await storage.read { try $0.application(third.id) } == third)
    }
}
