import Meetings
import MeetingsClient
import MeetingsStore
import ServerSupport
import Testing

struct ThreeWaysScenario {
    @Test(
        "one history by stream, by callbacks and by polling, shuffled and repeated, ends in one state",
        .timeLimit(.minutes(1)))
    func convergence() async throws {
        try await Stage.set { stage in
            try await play(on: stage)
            let snapshot = try await Self.snapshot(of: stage.client)
            var random = SystemRandomNumberGenerator()
            func events(of watch: Watch) -> [Change] {
                let events = watch.changes.filter { if case .event = $0 { true } else { false } }
                return (events + events.prefix(events.count / 2)).shuffled(using: &random)
            }
            let byStream = Self.played(events(of: stage.feed) + snapshot)
            let byCallbacks = Self.played(events(of: stage.callbacks) + snapshot)
            let byPolling = Self.played(snapshot)
            #expect(byStream.facts == byCallbacks.facts)
            #expect(byStream.facts == byPolling.facts)
            #expect(byStream.facts.people.count == 3)
            #expect(byStream.peopleInside == 1)
        }
    }

    /// Two rooms, three visits, one of them still going on at the end.
    private func play(on stage: Stage) async throws {
        let first = try await stage.makeRoom("First")
        let second = try await stage.makeRoom("審計例会")
        _ = try await stage.client.create(NewTheme(name: "Blue", mainColor: "#00f", brandText: "Brand"))
        let ana = try await PageClient.connect(port: stage.server.port)
        try await ana.join(code: first.meetingCode, name: "Ana")
        let ben = try await PageClient.connect(port: stage.server.port)
        try await ben.join(code: first.meetingCode, name: "Ben")
        let cai = try await PageClient.connect(port: stage.server.port)
        try await cai.join(code: second.meetingCode, name: "蔡")
        for page in [ana, ben] {
            try await page.say(#"{"t":"leave"}"#)
            _ = try await page.next("ended")
        }
        for watch in [stage.feed, stage.callbacks] {
            await watch.until { $0.peopleInside == 1 && $0.liveRooms.count == 1 && $0.people.count == 3 }
        }
        // The socket of the third stays open until the end of the test.
        withExtendedLifetime(cai) {}
    }

    private static func played(_ changes: [Change]) -> State {
        var state = State()
        for change in changes { _ = state.apply(change) }
        return state
    }

    /// Every listing there is, as a poll makes them.
    private static func snapshot(of client: Client) async throws -> [Change] {
        var changes: [Change] = [.rooms(try await client.rooms()), .themes(try await client.themes())]
        let sessions = try await client.sessions()
        changes.append(.sessions(sessions))
        for session in sessions.items {
            changes.append(.participants(try await client.participants(of: session.id), of: session.id))
        }
        return changes
    }
}
