import Testing

@testable import Dashboard

struct HelpScreenTests {
    @Test("the help list of the themes view")
    func picture() {
        var driver = Driver()
        driver.type("6?")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         HELP  themes · / searches, Enter runs
         KEY          ACTION                          NOTE
         Enter        Open what is under the cursor
         n            New theme                       POST /themes
         /            Filter
         r            Ask the server again
         ^L           Draw the screen again
         ^Z           Suspend
         ^C           Cancel; twice quits
         m            Mouse on or off
         :            Command line
         :quit        Quit
         q, Backspac… Back; on the board asks to quit
         1, g b       Board
         2, g r       Rooms
         3, g s       Sessions
         4, g e       Events
         5, g c       Recordings
         6, g t       Themes
         7, g d       Deliveries
         Each works after  :  too, where Tab completes. Settings may give other keys.
         Enter run  ↑↓ choose  / search  q back
                                                                               row 1/32
        """#
}
