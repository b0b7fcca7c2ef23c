import TerminalUI

/// What can be done to callbacks.
extension Action {
    private static let here: Set<Context> = [.deliveries, .delivery]

    static let deliveryActions: [Action] =
        [
            Action(
                id: "replay", title: "Send the callback again", keys: [[.character("R")]],
                contexts: here.union([.events, .event]), level: .write, hint: "replay",
                call: "POST /deliveries/{id}/replay", verb: "deliveries replay",
                unavailable: { $0.reasonNotToReplay }, run: { $0.replay() }),
            Action(
                id: "replay-dead", title: "Send all again that were given up", keys: [[.character("Z")]],
                contexts: [.deliveries], level: .write, hint: "replay all dead", call: "POST /deliveries/replay",
                verb: "deliveries replay --state dead", unavailable: { $0.reasonNotToReplayDead },
                run: { $0.replayDead() }),
            Action(
                id: "resume", title: "Let a paused receiver have its callbacks", keys: [[.character("P")]],
                contexts: here,
                level: .write, call: "POST /deliveries/endpoints/resume", verb: "deliveries resume",
                unavailable: { $0.pausedURL == nil ? "its receiver is not paused" : nil }, run: { $0.resume() }),
            Action(
                id: "hexadecimal", title: "Body as bytes or as text", keys: [[.character("h")]], contexts: [.delivery],
                hint: "bytes", unavailable: { $0.inspected == nil ? "the body is not here yet" : nil },
                run: { $0.showBytes() }),
            Action(
                id: "copy-callback", title: "Copy menu", keys: [[.character("y")]], contexts: [.delivery], hint: "copy",
                unavailable: { $0.inspected == nil ? "the callback is not here yet" : nil },
                run: { model in
                    model.overlay = .menu(Menu(context: .callbackMenu, title: "Copy"))
                    return []
                }),
        ]
        + CallbackPart.allCases.map { part in
            Action(
                id: ID(rawValue: "copy-callback-" + part.title.replacing(" ", with: "-").lowercased()),
                title: "Copy the \(part.title)", keys: [[.character(part.key)]], contexts: [.callbackMenu],
                hint: part.title, unavailable: { $0.reason(against: part) }, run: { $0.copy(part) })
        }
}
