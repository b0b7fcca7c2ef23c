import Testing

@testable import MeetingsServer

@Suite("Measurements")
struct MetricsTests {
    @Test("count answers by route, method and class, and their time by bounds")
    func counting() throws {
        let metrics = RequestMetrics()
        for (status, milliseconds) in [(200, 1), (201, 2), (404, 30), (503, 20_000), (99, 0), (700, 5)] {
            metrics.note(method: "GET", route: "/a", status: status, time: .milliseconds(milliseconds))
        }
        metrics.note(method: "EVIL\"\n", route: "/a", status: 200, time: .zero)
        let all = metrics.all
        #expect(all.map(\.key.method) == ["GET", "other"])
        let record = try #require(all.first).record
        #expect(record.classes == [1, 2, 0, 1, 2])
        #expect(record.count == 6)
        // At most 1 ms, 2.5, 5, 10, 25, 50 … and beyond the last.
        #expect(record.buckets.prefix(6) == [2, 1, 1, 0, 0, 1])
        #expect(record.buckets.last == 1)
        #expect(record.microseconds == 20_038_000)
    }

    @Test("are written as Prometheus reads them")
    func text() {
        var text = PrometheusText()
        text.single("up", .gauge, "Whether it is.", 1)
        text.begin("seconds", .histogram, "How long.")
        text.sample("seconds_bucket", ["route": "/a\"\\\n", "le": "+Inf"], 3)
        text.sample("seconds_sum", [:], 0.25)
        #expect(
            text.text == """
                # HELP up Whether it is.
                # TYPE up gauge
                up 1
                # HELP seconds How long.
                # TYPE seconds histogram
                seconds_bucket{route="/a\\"\\\\\\n",le="+Inf"} 3
                seconds_sum 0.25

                """)
    }
}
