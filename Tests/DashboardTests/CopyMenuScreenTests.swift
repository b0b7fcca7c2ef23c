import TerminalUI
import Testing

@testable import Dashboard

struct CopyMenuScreenTests {
    @Test("a room with the copy menu over it")
    func picture() {
        var driver = Driver()
        driver.press(.enter)
        driver.type("y")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         rooms ▸ !! Main Stage                                 long_term · theme Summit
        ────────────────────────────────────────────────────────────────────────────────
         Code       482 113 907
         Theme      ■ Summit  #12f64e
         Guest URL  https://meet.example.org/482113907
         Host URL   https://meet.example.org/482113907?participant_token=••••  v shows
         Closes     21:00 (in 10h17m)
         Type       long_term
         Join       after_owner_only      ┌─ Copy ────────────────────────── q closes ─┐
         Recording  off                   │ Main Stage                                 │
         Session    since 10:39:55 · s1   │ g  guest URL     …et.example.org/482113907 │
         Go to      o session   b theme   │ h  host URL      secret, asks once         │
                                          │ c  meeting code  482 113 907               │
         PEOPLE  0 hosts · 3 guests       │ i  id            r1                        │
         g  مريم                          │ j  JSON          as the server has it      │
         g  x▯]52;c;aGk=▯                 │ k  curl          without the token         │
         g  Zoë                           │ d  dial-in       asks the server           │
                                          │ m  invitation    name, time, link, code    │
        ─ LAST EVENTS ────────────────────│ r  QR code       of the guest URL          │
         10:41:55  + joined         Zoë   │ w shows as text                            │
         10:41:07  + joined         x▯]52;└────────────────────────────────────────────┘
         g guest URL  h host URL  c meeting code  i id  j JSON  k curl  d dial-in
         Main Stage
        """#
}
