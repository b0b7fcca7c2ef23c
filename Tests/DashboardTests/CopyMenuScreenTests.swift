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
         rooms ▸ !! Main Stage
        ────────────────────────────────────────────────────────────────────────────────
         Code       482 113 907
         Theme      ■ Summit  #12f64e
         Guest URL  https://meet.example.org/482113907
         Host URL   https://meet.example.org/482113907?participant_token=••••  v shows
         Closes     21:00 (in 10h17m)
         Type       long_term
         Join       after_owner_only
         Recording  off
         Session    since 10:39:55 · s1
         People     0 hosts · 3 guests

         PEOPLE                             ┌─ Copy ──────────────────────── q closes ─┐
         g  مريم                            │ Main Stage                               │
         g  x▯]52;c;aGk=▯                   │ g  guest URL       …xample.org/482113907 │
         g  Zoë                             │ h  host URL        secret, asks once     │
                                            │ c  meeting code    482 113 907           │
                                            │ i  room id         r1                    │
                                            │ w shows as text                          │
                                            └──────────────────────────────────────────┘
         g guest URL  h host URL  c meeting code  i room id  w show as text  q close
         Main Stage
        """#
}
