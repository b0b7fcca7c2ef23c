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
         y            Copy menu
         y g          Copy guest URL                  only rooms have one
         y h          Copy host URL                   only rooms have one
         y c          Copy meeting code               only rooms have one
         y i          Copy id
         y j          Copy JSON
         y k          Copy curl
         y d          Copy dial-in                    only rooms have one
         y m          Copy invitation                 only rooms have one
         y r          Show the QR code                only rooms have one
         y w          Show as text instead of copying
         p            See the page as guests do
         u            Take the last change back       nothing was changed here yet
         W            Allow changes, or forbid them
         n            New theme                       POST /themes
         e            Edit the theme                  PATCH /themes/{id}
         D            Delete                          DELETE /themes/{id}
         Each works after  :  too, where Tab completes. Settings may give other keys.
         Enter run  ↑↓ choose  / search  q back
                                                                               row 1/80
        """#
}
