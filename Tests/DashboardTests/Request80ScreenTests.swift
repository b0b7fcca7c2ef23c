import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Request80ScreenTests {
    @Test("one request at 80 columns")
    func picture() {
        var driver = LogUseTests.driver()
        driver.press(.enter)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         log ▸ POST /deliveries/88/replay
        ────────────────────────────────────────────────────────────────────────────────
         Sent        10:42:02
         Request     POST /deliveries/88/replay
         Status      409
         Took        4 ms
         Request id  req-201
         Asked by    the operator
         Failure     Delivery 88 is pending: it is sent anyway

         ANSWER
                     {
                       "name": "ConflictError",
                       "message": "Delivery 88 is pending: it is sent anyway",
                       "status": 409
                     }





         y copy as curl  / find  r refresh  ! alarms  : cmd  ? help  q back
         POST /deliveries/88/replay
        """#
}
