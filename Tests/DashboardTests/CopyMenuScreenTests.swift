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
         Alarm      3 guests since 10:39:55, no host was ever there
         Code       482 113 907
         Theme      ■ Summit  #12f64e
         Guest URL  https://meet.example.org/482113907
         Host URL   v shows  https://meet.example.org/482113907?participant_token=••••
         Closes     21:00 (in 10h17m)
         Type       long_term             ┌─ Copy ────────────────────────── q closes ─┐
         Join       after_owner_only      │ Main Stage                                 │
         Recording  off                   │ g  guest URL     …et.example.org/482113907 │
         Session    since 10:39:55 · s1   │ h  host URL      secret, asks once         │
         Go to      o session   b theme   │ c  meeting code  482 113 907               │
                                          │ i  id            r1                        │
         PEOPLE  0 hosts · 3 guests       │ j  JSON          as the server has it      │
         g  مريم                          │ k  curl          without the token         │
         g  x▯]52;c;aGk=▯                 │ d  dial-in       asks the server           │
         g  Zoë                           │ m  invitation    name, time, link, code    │
                                          │ r  QR code       of the guest URL          │
                                          │ w shows as text                            │
                                          └────────────────────────────────────────────┘
         g guest URL  h host URL  c meeting code  i id  j JSON  k curl  d dial-in
         Main Stage
        """#
}
