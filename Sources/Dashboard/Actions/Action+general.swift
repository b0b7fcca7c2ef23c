import TerminalUI

/// What can be done everywhere.
extension Action {
    static let general: [Action] = [
        Action(
            id: "refresh", title: "Ask the server again", keys: [[.character("r")]], contexts: Context.views,
            hint: "refresh",
            run: { model in
                model.say("asking the server again")
                return [.refresh]
            }),
        Action(
            id: "redraw", title: "Draw the screen again", keys: [[.control("l")]],
            contexts: Set(Context.allCases), run: { _ in [.redraw] }),
        Action(
            id: "suspend", title: "Suspend", keys: [[.control("z")]], contexts: Set(Context.allCases),
            run: { _ in [.suspend] }),
        Action(
            id: "cancel", title: "Cancel; twice quits", keys: [[.control("c")]], contexts: Set(Context.allCases),
            run: { $0.interrupt() }),
        Action(
            id: "mouse", title: "Mouse on or off", keys: [[.character("m")]], contexts: Context.views,
            run: { model in
                model.hasMouse.toggle()
                model.say(model.hasMouse ? "the mouse is on · m leaves it to the terminal" : "the mouse is off")
                return [.mouse(model.hasMouse)]
            }),
        Action(
            id: "command", title: "Command line", keys: [[.character(":")]], contexts: Context.views, hint: "cmd",
            run: { model in
                model.prompt = Prompt(.command)
                return []
            }),
        Action(
            id: "help", title: "Help", keys: [[.character("?")], [.function(1)]], contexts: Context.views, hint: "help",
            run: { model in
                model.overlay = .help(
                    HelpList(
                        context: model.viewContext, keymap: model.configuration.keymap, hiding: model.idleChoices))
                return []
            }),
        Action(
            id: "profile", title: "Change to another profile", keys: [], contexts: Context.views, argument: "name",
            candidates: { $0.configuration.otherProfiles },
            unavailable: { $0.profileReason },
            runWith: { $0.change(toProfile: $1) },
            run: { model in
                model.prompt = Prompt(.command, text: "profile ")
                return []
            }),
        Action(
            id: "quit", title: "Quit", keys: [], contexts: Context.views, run: { _ in [.quit] }),
    ]
}
