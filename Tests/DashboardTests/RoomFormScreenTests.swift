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
          ┌─ New room ───────────────────────────────────────────────────────────────┐
          │ !▶display_name                                                           │
          │   type                          instant                                  │
          │   expires_at                                                             │
          │   theme_id                      none: the application's                  │
          │   join_approval_level           none                                     │
          │   metadata                                                               │
          │   expire_after_use              off                                      │
          │ Recording                                                                │
          │   auto_record                   off                                      │
          │   record_only_owner             off                                      │
          │ Page                                                                     │
          │   microphone_state              default                                  │
          │   language                      default                                  │
          │   is_recording_available        on                                       │
          │   is_chat_available             on                                       │
          │                                                                ↓ 7 more  │
          │   "display_name" is not allowed to be empty                              │
          │   On save: POST rooms                                                    │
          │   [ Cancel ]  [ Create ]                                                 │
          └──────────────────────────────────────────────────────────────────────────┘
         Enter create  Tab next  ←→ change  PgDn next group  ^U clear  Esc leave

        """#
}
