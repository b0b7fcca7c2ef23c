import Testing

@testable import Dashboard

struct ThemesScreenTests {
    @Test("the themes as a view of their own")
    func picture() {
        var driver = Driver()
        driver.type("6")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         themes
           THEME                            COLOR   BRAND TEXT                     ROOMS
          ▶Acme                           ■ #f00    Acme 2031                          1
           Summit                         ■ #12f64e Summit 2031                        1

















         Enter open  y copy  n new  e edit  / filter  ! alarms  : cmd  ? help  q back
         2 themes · filter: none · sort: name                                   row 1/2
        """#
}
