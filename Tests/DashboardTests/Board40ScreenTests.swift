import Testing

@testable import Dashboard

struct Board40ScreenTests {
    @Test("the board in a narrow split, 40×12")
    func picture() {
        let driver = Driver(rows: 12, columns: 40)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL 10:42 ● LIVE 1s  RW   !!1 !1 4/8
         !! 2:12 Main Stage guests, no… +1 more
        ST ROOM                     H  GST REC
        !!▶Main Stage               0    3 –
        !  Breakout B               1    1 –
        ●  Track 1 — Platforms      1    1 REC
        ●  审计例会 Audit           1    0 –
        ○  bad▯[2J▯name             0    0 –
        ○  Press                    0    0 auto
        ○  Zoës Café                0    0 –
         Enter open  y copy  ? help  q quit
         8 rooms · filter: none         row 1/8
        """#
}
