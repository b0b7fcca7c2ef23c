import TerminalUI
import Testing

@testable import Dashboard

struct RoomFormScreenTests {
    @Test("the form for a room, refused for want of a name")
    func picture() {
        var driver = Driver()
        driver.type("n")
        driver.press(.enter)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! for 2:12 Main Stage — 3 guests, no host                             +1 more
        ST ROOM                        HOST  GST LAST 15m     REC     SINCE CLOSES
          ┌─ New room ───────────────────────────────────────────────────────────────┐
          │ !▶display_name                                                           │
          │                        "display_name" is not allowed to be empty         │
          │   type                 instant                                           │
          │                                                                          │
          │   expires_at                                                             │
          │                                                                          │
          │   theme_id             none                                              │
          │                                                                          │
          │   join_approval_level  none                                              │
          │                                                                          │
          │   metadata                                                               │
          │                                                                          │
          │                                                                          │
          │   [ Cancel ]  [ Create ]                                                 │
          └──────────────────────────────────────────────────────────────────────────┘
        10:41:07 joined       Main Stage             x▯]52;c;aGk=▯                 guest
        10:39:55 joined       Main Stage             مريم                          guest
        10:39:55 session.on   Main Stage             s1
         Enter create  Tab next  ←→ change  Esc leave

        """#
}
