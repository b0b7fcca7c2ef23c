import Meetings
import Testing

@testable import Dashboard

struct PeopleChartTests {
    @Test(
        "the smallest round step that makes all fit",
        arguments: [
            (0, 5, 1), (5, 5, 1), (6, 5, 2), (45, 5, 10), (50, 5, 10), (51, 5, 20), (1000, 4, 250), (1206, 4, 400),
        ])
    func step(most: Int, rows: Int, expected: Int) {
        #expect(PeopleChart.step(for: most, rows: rows) == expected)
    }

    @Test("blocks rise by eighths, one person is always seen, and what nobody knows is blank")
    func blocks() {
        let chart = PeopleChart([0, 1, 5, 10, 11, 20, nil], rows: 2)
        #expect(chart.labels == [20, 10])
        #expect(chart.lines == ["    ▁█ ", " ▁▄███ "])
    }

    private static let start = Timestamp(milliseconds: 1_930_384_800_000)  // 10:00 UTC

    @Test(
        "columns stand for round times, and all of a session fits",
        arguments: [(100, 60, 2), (2520, 87, 30), (60, 100, 1), (90_000, 50, 2880), (8100, 86, 120), (1, 40, 1)])
    func span(seconds: Int, columns: Int, expected: Int) {
        let scale = ChartScale(from: Self.start, until: Self.start + .seconds(seconds), columns: columns)
        #expect(scale.span == .seconds(expected))
        #expect(scale.start <= Self.start && scale.end > Self.start + .seconds(seconds))
    }

    @Test("the axis has its marks at times that people read")
    func axis() {
        let scale = ChartScale(
            from: Self.start + .seconds(150), until: Self.start + .seconds(1500), columns: 48)
        #expect(scale.span == .seconds(30))
        let axis = scale.axis(utcOffset: 0)
        #expect(axis.line == "─────┬─────────┬─────────┬─────────┬─────────┬──")
        #expect(axis.labels == "     10:05     10:10     10:15     10:20")
    }

    @Test("closer views end where the session does, and move back by quarters")
    func window() {
        let until = Self.start + .seconds(2520)
        let near = ChartScale(from: Self.start, until: until, columns: 87, window: ChartWindow(zoom: 2))
        #expect(near.span == .seconds(6))
        #expect(near.end > until && near.end - until <= .seconds(6))
        let back = ChartScale(from: Self.start, until: until, columns: 87, window: ChartWindow(zoom: 2, back: 1))
        #expect(near.start - back.start == .seconds(6 * 21))
        let first = ChartScale(from: Self.start, until: until, columns: 87, window: ChartWindow(zoom: 2, back: 99))
        #expect(first.start == Self.start)
    }

    @Test("a bar shows what went on and where it stopped")
    func bar() {
        let scale = ChartScale(from: Self.start, until: Self.start + .seconds(9), columns: 10)
        func stretch(_ from: Int, _ until: Int) -> Range<Timestamp> {
            Self.start + .milliseconds(from)..<Self.start + .milliseconds(until)
        }
        #expect(scale.bar([stretch(0, 3500), stretch(5500, 20_000)]) == "━━━╸ ╺━━━━")
        #expect(scale.bar([]) == "          ")
        #expect(scale.bar([stretch(3200, 3400), stretch(3500, 4000)]).contains("━"))
    }

    @Test(
        "a name of more than plain letters is spelled out",
        arguments: [
            ("Lee Park", []), ("Zoe\u{308}", ["U+005A Z  U+006F o  U+0065 e  U+0308 mark"]),
            ("▯", ["U+25AF removed"]), ("\u{1F469}\u{200D}", ["U+1F469 👩  U+200D joiner"]),
        ])
    func codePoints(name: String, expected: [String]) {
        #expect(CodePoints.lines(of: name, columns: 60) == expected)
    }
}
