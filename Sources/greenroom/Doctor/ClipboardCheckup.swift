import Curses
import FoundationEssentials
import Glibc

/// Every way to the clipboard, tried with a text that says which one it was.
struct ClipboardCheckup {
    let environment: [String: String]
    /// Told apart from what lay in a clipboard before.
    let mark: String

    /// One finding for each way that is planned here, best first, and one for what tmux is set to.
    func run() async -> [Finding] {
        let routes = ClipboardRoute.plan(environment: environment)
        var findings: [Finding] = []
        for (number, route) in routes.enumerated() {
            findings.append(await test(route, "greenroom test \(mark)-\(number + 1)"))
        }
        if routes.contains(.tmuxClipboard) { findings.insert(await tmuxSettings(), at: 0) }
        if environment["SSH_TTY"]?.isEmpty == false, environment["SSH_CONNECTION"]?.isEmpty != false {
            findings.append(.ok("SSH_TTY", "It is set without SSH_CONNECTION, so it is old and not heeded."))
        }
        return findings
    }

    private func test(_ route: ClipboardRoute, _ text: String) async -> Finding {
        let name = route.name
        guard await Clipboard(routes: [route]).copy(text) == route else { return failure(route) }
        guard let reader = route.reader else {
            return .ok(name, "Sent; no terminal says whether it obeyed. If pasting gives `\(text)`, it did.")
        }
        let found = await ProgramOutput.of(reader)
        guard found == text else {
            return .warning(
                name, "It took the text, but \(reader.joined(separator: " ")) gives something else.",
                fix: "Look whether another program keeps the clipboard.")
        }
        switch route {
        case .tmuxClipboard:
            return .ok(name, "tmux has it and sent it to its terminal. If pasting gives `\(text)`, that took it.")
        case .tmuxBuffer: return .ok(name, "tmux has it: prefix ] pastes it.")
        case .program, .terminal: return .ok(name, "The clipboard has it.")
        }
    }

    private func failure(_ route: ClipboardRoute) -> Finding {
        switch route {
        case .tmuxClipboard:
            .failure(
                route.name, "tmux did not take it for the clipboard.", fix: "Use tmux 3.2 or later; tmux -V tells.")
        case .tmuxBuffer:
            .failure(route.name, "tmux does not answer: TMUX names one that is gone.", fix: "unset TMUX")
        case .program(let words):
            .warning(
                route.name, "\(words[0]) is not installed or does not reach the desktop.",
                fix: "Install \(words[0]), or do without: the terminal is asked instead.")
        case .terminal:
            .failure(route.name, "There is no terminal here to ask.", fix: "Run this where the dashboard runs.")
        }
    }

    /// Whether tmux itself knows how to hand text to the terminal outside.
    private func tmuxSettings() async -> Finding {
        let setting = await ProgramOutput.of(["tmux", "show-options", "-gv", "set-clipboard"])
        let features = await ProgramOutput.of(["tmux", "display-message", "-p", "#{client_termfeatures}"])
        guard let setting, let features else {
            return .failure("tmux", "It does not answer: TMUX names one that is gone.", fix: "unset TMUX")
        }
        let isKnown = features.split(separator: ",").contains("clipboard")
        let text = "set-clipboard is \(setting)"
        if isKnown { return .ok("tmux", "\(text), and the terminal outside is known to take text.") }
        return .warning(
            "tmux", "\(text), but tmux does not know that the terminal outside takes text.",
            fix: "tmux set -as terminal-features ',*:clipboard', then attach again.")
    }
}

extension ClipboardRoute {
    fileprivate var name: String {
        switch self {
        case .tmuxClipboard: "tmux to clipboard"
        case .tmuxBuffer: "tmux buffer"
        case .program(let words): words[0]
        case .terminal: "terminal (OSC 52)"
        }
    }

    /// What prints the text that this way took; nil where nobody can tell.
    fileprivate var reader: [String]? {
        switch self {
        case .tmuxClipboard, .tmuxBuffer: ["tmux", "show-buffer"]
        case .program(let words) where words[0] == "wl-copy": ["wl-paste", "--no-newline"]
        case .program(let words) where words[0] == "xclip": ["xclip", "-selection", "clipboard", "-o"]
        case .program(let words) where words[0] == "xsel": ["xsel", "--clipboard", "--output"]
        case .program, .terminal: nil
        }
    }
}
