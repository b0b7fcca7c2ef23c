import TerminalUI

/// What can be done to media servers, and to the sound of a session.
extension Action {
    static let mediaActions: [Action] = [
        Action(
            id: "drain", title: "Drain a media server, or let it take sessions again", keys: [[.character("K")]],
            contexts: [.media], level: .write, hint: "drain", call: "POST /media/{name}/drain", verb: "media drain",
            unavailable: { $0.reasonAgainstDraining }, run: { $0.toggleDraining() }),
        Action(
            id: "mute-all", title: "Mute everybody but hosts", keys: [[.character("S")]],
            contexts: [.rooms, .room, .sessions, .session], level: .write, call: "POST /sessions/{id}/mute",
            verb: "sessions mute", unavailable: { $0.reasonAgainstMutingAll }, run: { $0.muteAll() }),
    ]
}
