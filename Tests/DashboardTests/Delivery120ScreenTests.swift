import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Delivery120ScreenTests {
    @Test("one callback at 120 columns")
    func picture() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.board + Driver.told)
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                  !!2 !3 ok2   4 live / 8   8 in   1 rec
         deliveries ▸ ! callback #87 session:started
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         Event       48087 session:started at 10:39:55
         Room        Main Stage
         To          https://hooks.example.org/sessions
         State       on its way · 2 attempts · next in 41s
         Why         The receiver answered 503: it is down or overloaded, or a proxy before it is.
         Signatures  cannot be checked: no secret here. A profile's receiver has them.

         ATTEMPTS 2
         #2          10:40:17  503  212 ms  The receiver answered 503.
           answer    “upstream ▯[31mdown”
         #1          10:39:56  –  15001 ms  The receiver did not answer in time.

         REQUEST of attempt 2
                     POST /sessions HTTP/1.1
                     host: hooks.example.org
                     Content-Type: application/json
                     webhook-id: msg_a_48087
                     webhook-timestamp: 1930383617
                     webhook-signature: v1,c2lnbmVk
                     content-length: 100

         BODY 100 bytes, exactly as sent · h shows the bytes
                     {
                       "event": "session:started",
                       "session_id": "s1",
                       "room_id": "r1",
                       "started_at": "2031-03-04T09:39:55.000Z"
                     }






         R replay  h bytes  y copy  o room  / find  r refresh  ! alarms  : cmd  ? help  q back
         1 board  2 rooms  3 sessions  4 events  5 recordings  6 themes [7 deliveries] 8 run sheet  9 log  ! alarms
         callback #87 session:started
        """#
}
