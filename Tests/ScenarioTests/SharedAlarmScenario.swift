import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore
import ServerSupport
import Synchronization
import Testing

struct SharedAlarmScenario {
    /// An alarm that is acknowledged on one dashboard shows so on another within this time.

    @Test("what one operator decides about an alarm, another sees at once", .timeLimit(.minutes(1)))
    func shared() async throws {
        try await Stage.set { stage in
            let credentials = try Credentials(
                applicationID: stage.server.application.applicationID, privateKeyPEM: stage.server.privateKey)
            let other = try Client(server: stage.server.url, credentials: credentials, clock: SystemClock())
            let key = AlarmKey(.recordingLate, "rec")
            // The first request of a client fetches a token and connects.
            _ = try await other.answer(to: .acknowledgements())
            let wanted = NewAcknowledgement(state: .acknowledged, note: "the bucket is slow", operatorName: "dana")
            let made = try await other.answer(to: .acknowledge(key, wanted))
            await stage.feed.until { $0.acknowledgements[key] != nil }
            #expect(stage.feed.state.acknowledgements[key] == made)
            try await other.answer(to: .reopen(key, operatorName: "lee"))
            await stage.feed.until { $0.acknowledgements[key] == nil }

            let room = try await stage.makeRoom("Main")
            let note = try await other.answer(to: .addNote(NewNote(text: "call Dana"), to: room.id))
            await stage.feed.until { $0.notes[room.id] == [note] }
            #expect(try await other.answer(to: .notes(of: room.id)) == [note])
            await other.close()
            #expect(stage.callbacks.eventNames.isEmpty, "no callback tells of operators")
        }
    }
}
