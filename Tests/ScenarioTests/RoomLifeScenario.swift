import Dashboard
import Meetings
import MeetingsClient
import MeetingsStore
import ServerSupport
import TerminalUI
import Testing
import ValueSupport

struct RoomLifeScenario {
    @Test("a room is made, met in, emptied and closed, and the operator sees each step", .timeLimit(.minutes(1)))
    func life() async throws {
        let clock = ManualClock(SystemTime.now)
        try await Stage.set(clock: clock) { stage in
            let room = try await stage.makeRoom("Main Stage")
            await stage.feed.until { $0.rooms[room.id] != nil }
            #expect(screen(stage, clock).contains("○ ▶Main Stage"))

            let ines = try await PageClient.connect(port: stage.server.port)
            try await ines.join(code: room.meetingCode, name: "Ines Okafor")
            await stage.feed.until { $0.peopleInside == 1 }
            await stage.callbacks.until { $0.peopleInside == 1 }
            #expect(screen(stage, clock).contains("1 live 1 in"))
            #expect(screen(stage, clock).contains("Ines Okafor"))

            // While someone is inside an instant room stays, however long it takes.
            clock.advance(by: .seconds(1200))
            try await ines.say(#"{"t":"leave"}"#)
            await stage.feed.until { $0.peopleInside == 0 && $0.liveRooms.isEmpty }
            await stage.callbacks.until { $0.liveRooms.isEmpty }
            #expect(try await stage.client.room(room.id).isAvailable)

            clock.advance(by: .seconds(599))
            #expect(try await stage.client.room(room.id).isAvailable)
            clock.advance(by: .seconds(2))
            await stage.feed.until { $0.rooms[room.id]?.isClosed ?? false }
            await stage.callbacks.until { $0.rooms[room.id]?.isClosed ?? false }
            #expect(try await stage.client.room(room.id).isAvailable == false)
            #expect(screen(stage, clock).contains("x ▶Main Stage"))

            #expect(
                stage.callbacks.eventNames == [
                    .sessionStarted, .participantJoined, .participantLeft, .sessionEnded, .roomExpired,
                ])
        }
    }

    /// The board as the operator sees it now, at 80×24.
    private func screen(_ stage: Stage, _ clock: ManualClock) -> String {
        let size = Size(rows: 24, columns: 80)
        var model = Model(
            configuration: Configuration(environment: "TEST"), now: clock.now, utcOffset: 0, state: stage.feed.state)
        _ = model.update(.input(.resize(size)))
        _ = model.update(.tick(now: clock.now, utcOffset: 0))
        return model.view(size).picture
    }
}
