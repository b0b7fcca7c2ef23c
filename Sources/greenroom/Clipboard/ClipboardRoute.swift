/// One way by which text may reach the operator's clipboard.
enum ClipboardRoute: Hashable, Sendable {
    /// tmux takes the text and passes it to the terminal's clipboard (tmux 3.2 and later), whatever `set-clipboard`
    /// says.
    case tmuxClipboard
    /// tmux takes the text into its own buffer only.
    case tmuxBuffer
    /// A program of the desktop that reads the text from its standard input.
    case program([String])
    /// The terminal is asked by an escape sequence (OSC 52). Nobody answers whether it obeyed.
    case terminal(insideTmux: Bool)

    /// The ways to try, best first, in this environment.
    static func plan(environment: [String: String]) -> [ClipboardRoute] {
        func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
        var routes: [ClipboardRoute] = []
        let isInsideTmux = isSet("TMUX")
        if isInsideTmux { routes += [.tmuxClipboard, .tmuxBuffer] }
        // Over ssh a display is the far machine's or a forwarded one: the operator's own clipboard is not there.
        if !isSet("SSH_CONNECTION") {
            if isSet("WAYLAND_DISPLAY") { routes.append(.program(["wl-copy"])) }
            if isSet("DISPLAY") {
                routes.append(.program(["xclip", "-selection", "clipboard"]))
                routes.append(.program(["xsel", "--clipboard", "--input"]))
            }
        }
        routes.append(.terminal(insideTmux: isInsideTmux))
        return routes
    }

    /// The program that takes the text on its standard input; nil for the terminal.
    var arguments: [String]? {
        switch self {
        case .tmuxClipboard: ["tmux", "load-buffer", "-w", "-"]
        case .tmuxBuffer: ["tmux", "load-buffer", "-"]
        case .program(let arguments): arguments
        case .terminal: nil
        }
    }

    /// What is true after this way worked, as the end of a sentence that begins with what was copied. Short enough for
    /// a status line of 80 columns.
    var outcome: String {
        switch self {
        case .tmuxClipboard: "copied to tmux, sent to clipboard"
        case .tmuxBuffer: "in tmux only: prefix ] pastes it"
        case .program(let arguments): "copied by \(arguments[0])"
        // Terminals do not say whether they obeyed, and tmux passes it on only with set-clipboard on.
        case .terminal(insideTmux: false): "sent to terminal; try pasting"
        case .terminal(insideTmux: true): "sent through tmux; try pasting"
        }
    }
}
