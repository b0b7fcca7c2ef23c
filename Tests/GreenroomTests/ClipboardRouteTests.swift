import Testing

@testable import greenroom

struct ClipboardRouteTests {
    @Test(
        "tries what works in each place first",
        arguments: [
            (["TMUX": "/tmp/tmux-0/default,1,0"], [.tmuxClipboard, .tmuxBuffer, .terminal(insideTmux: true)]),
            (["SSH_CONNECTION": "1 2 3 4"], [.terminal(insideTmux: false)]),
            ([:], [.terminal(insideTmux: false)]),
            (["WAYLAND_DISPLAY": "wayland-0"], [.program(["wl-copy"]), .terminal(insideTmux: false)]),
            (
                ["DISPLAY": ":0"],
                [
                    .program(["xclip", "-selection", "clipboard"]), .program(["xsel", "--clipboard", "--input"]),
                    .terminal(insideTmux: false),
                ]
            ),
            // A forwarded display is not the clipboard that the operator pastes from.
            (["SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10.0"], [.terminal(insideTmux: false)]),
            // What an old pane inherited says nothing about this connection.
            (
                ["SSH_TTY": "/dev/pts/9", "WAYLAND_DISPLAY": "w"],
                [.program(["wl-copy"]), .terminal(insideTmux: false)]
            ),
            (["TMUX": "", "DISPLAY": ""], [.terminal(insideTmux: false)]),
        ] as [([String: String], [ClipboardRoute])])
    func plan(environment: [String: String], routes: [ClipboardRoute]) {
        #expect(ClipboardRoute.plan(environment: environment) == routes)
    }

    @Test("asks the terminal with the text as base64 only")
    func sequence() {
        #expect(ClipboardSequence.bytes(for: "a\u{1B}b") == Array("\u{1B}]52;c;YRti\u{07}".utf8))
    }

    @Test("does not ask the terminal to take more than it would")
    func tooLong() {
        #expect(ClipboardSequence.bytes(for: String(repeating: "a", count: 55_500)) != nil)
        #expect(ClipboardSequence.bytes(for: String(repeating: "a", count: 55_501)) == nil)
    }

    @Test("falls to the next way when a program is missing, fails or hangs")
    func fallsThrough() async {
        let routes: [ClipboardRoute] = [
            .program(["no-such-program-here"]), .program(["false"]), .program(["sleep", "60"]), .program(["cat"]),
        ]
        let clipboard = Clipboard(routes: routes, deadline: .seconds(2))
        #expect(await clipboard.copy("text") == .program(["cat"]))
    }
}
