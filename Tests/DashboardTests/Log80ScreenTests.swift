import Testing

@testable import Dashboard

struct Log80ScreenTests {
    @Test("the API log at 80 columns")
    func picture() {
        let driver = LogUseTests.driver(rows: 24, columns: 80)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         log
           TIME     METHOD PATH                                          STATUS     TOOK
          ▶10:42:02 POST   /deliveries/88/replay                            409     4 ms
           10:41:58 PATCH  /rooms/r1                                        200     8 ms
           10:41:27 GET    /deliveries/receivers  ×37                       200     5 ms
           10:41:27 GET    /themes  ×37                                     200     4 ms
           10:41:27 GET    /rooms?page_size=100  ×37                        200     3 ms














         Enter open  y copy as curl  / filter  ! alarms  : cmd  ? help  q back
         5 requests · filter: none · sort: own and failed, newest               row 1/5
        """#
}
