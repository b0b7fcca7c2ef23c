import Testing

@testable import Dashboard

struct HelpScreenTests {
    @Test("the help list of the themes view")
    func picture() {
        var driver = Driver()
        driver.type("6?")
        #expect(driver.picture == Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         HELP  themes
         KEY            ACTION                          NOTE
         n              New theme                       changes the server
         /              Filter by words
         r              Ask the server again
         ^L             Draw the screen again
         ^Z             Suspend
         ^C             Cancel; twice quits
         q, Backspace,… Back; on the board asks to quit
         1, g b         Board
         6, g t         Themes
         -              Last view
         Tab            Next pane                       panes stand side by side from …
         Shift-Tab      Previous pane                   panes stand side by side from …
         ↑, k           Up
         ↓, j           Down
         PgUp           Page up
         PgDn           Page down
         ^U             Half a page up
         ^D             Half a page down
         Home, g g      First
         Enter run  ↑↓ choose  / search  q back
                                                                               row 1/20
        """#
}
