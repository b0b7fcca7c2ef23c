import Meetings

/// Someone waits to be let in while a host is inside.
struct LobbyWaitingRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard !room.waiting.isEmpty, room.hosts > 0 else { return nil }
        let waits = room.waiting.compactMap { scene.state.waiting[$0]?.since }
        guard let longest = waits.min() else { return nil }
        // A host who has just come in had no time yet to let anybody in.
        let host = room.liveSessions.lazy.flatMap { scene.state.sessions[$0]?.people ?? [] }
            .compactMap { scene.state.people[$0] }.filter { $0.participant.isHost && $0.mayBeInside }.map(\.since).min()
        let people = waits.count == 1 ? "1 person waits" : "\(waits.count) people wait"
        return AlarmFinding(
            .lobbyWaiting, room.id.rawValue, .warning, room: room.id, since: max(longest, host ?? longest),
            saw: "\(people), the longest since \(scene.clock(longest)), with a host inside")
    }
}
