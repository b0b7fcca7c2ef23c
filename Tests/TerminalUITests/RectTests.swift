import TerminalUI
import Testing

struct RectTests {
    private let rect = Rect(row: 2, column: 3, rows: 10, columns: 20)

    @Test("is cut at each side")
    func cuts() {
        #expect(rect.inset(by: 1) == Rect(row: 3, column: 4, rows: 8, columns: 18))
        #expect(rect.top(3) == Rect(row: 2, column: 3, rows: 3, columns: 20))
        #expect(rect.droppingTop(3) == Rect(row: 5, column: 3, rows: 7, columns: 20))
        #expect(rect.bottom(3) == Rect(row: 9, column: 3, rows: 3, columns: 20))
        #expect(rect.droppingBottom(3) == Rect(row: 2, column: 3, rows: 7, columns: 20))
        #expect(rect.left(5) == Rect(row: 2, column: 3, rows: 10, columns: 5))
        #expect(rect.droppingLeft(5) == Rect(row: 2, column: 8, rows: 10, columns: 15))
        #expect(rect.centered(rows: 4, columns: 10) == Rect(row: 5, column: 8, rows: 4, columns: 10))
    }

    @Test("is never negative", arguments: [-5, 0, 1, 19, 20, 21, 1000])
    func saturates(_ n: Int) {
        for part in [
            rect.inset(by: n), rect.top(n), rect.droppingTop(n), rect.bottom(n), rect.droppingBottom(n), rect.left(n),
            rect.droppingLeft(n), rect.right(n), rect.droppingRight(n), rect.centered(rows: n, columns: n),
        ] {
            #expect(part.rows >= 0 && part.columns >= 0)
            #expect(part.isEmpty || rect.intersection(part) == part)
        }
    }
}
