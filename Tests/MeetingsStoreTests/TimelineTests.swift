import Meetings
import MeetingsStore
import Testing
import ValueSupport

@Suite("States of the past")
struct TimelineTests {
    /// Goes to a place as whoever has the events does.
    private func travel(_ timeline: inout Timeline, _ events: [Event], to sequence: Int64) -> Timeline.Checkpoint {
        var checkpoint = timeline.checkpoint(notAfter: sequence)
        for event in events {
            guard let number = event.sequence, let at = event.at else { continue }
            if number > checkpoint.sequence, number <= sequence {
                timeline.advance(&checkpoint, to: number, at: at, event)
            }
        }
        timeline.keep(checkpoint)
        return checkpoint
    }

    @Test(
        "each place is what a fold of all events before it gives, in whatever order it is visited",
        arguments: 1...10 as ClosedRange<UInt64>)
    func anyOrder(seed: UInt64) {
        let events = History(seed: seed, steps: 200).events
        var random = SeededRandom(seed: seed)
        var timeline = Timeline(spacing: 7)
        for index in (0..<events.count).shuffled(using: &random).prefix(40) {
            guard let sequence = events[index].sequence else { continue }
            var expected = Timeline.start.state
            for event in events[...index] {
                _ = expected.apply(.event(event, from: .stream, at: event.at ?? Timestamp(milliseconds: 0)))
            }
            let found = travel(&timeline, events, to: sequence)
            #expect(found.state.facts == expected.facts)
            #expect(found.state.events == expected.events)
            #expect(found.count == index + 1)
            #expect(found.at == events[index].at)
        }
    }

    @Test("a step from a place that was visited folds few events")
    func steps() throws {
        let events = History(seed: 3, steps: 400).events
        var timeline = Timeline(spacing: 50)
        let last = try #require(events.last?.sequence)
        let end = try #require(events.last?.at)
        let there = travel(&timeline, events, to: last)
        #expect(timeline.checkpoint(notAfter: last).count == there.count)
        #expect(there.count - timeline.checkpoint(notAfter: last - 1).count <= 100)
        #expect(timeline.checkpoint(notAfter: end).sequence == last)
        #expect(timeline.checkpoint(notAfter: 0).sequence == 0)
    }
}

@Suite("Moments as they are typed")
struct MomentTests {
    /// 2031-03-04T10:43:10Z.
    private let now = Timestamp("2031-03-04T10:43:10.000Z") ?? Timestamp(milliseconds: 0)

    @Test(
        "numbers, times of day, spans and instants",
        arguments: [
            ("48120", Moment.sequence(48_120)), ("#48120", .sequence(48_120)), (" #1 ", .sequence(1)),
            ("10:43", .time("2031-03-04T10:43:00Z")), ("10:43:05", .time("2031-03-04T10:43:05Z")),
            ("9:05", .time("2031-03-04T09:05:00Z")), ("23:59", .time("2031-03-03T23:59:00Z")),
            ("-10m", .time("2031-03-04T10:33:10Z")), ("-1h30m", .time("2031-03-04T09:13:10Z")),
            ("-2d", .time("2031-03-02T10:43:10Z")), ("-90s", .time("2031-03-04T10:41:40Z")),
            ("2031-03-01T08:00:00Z", .time("2031-03-01T08:00:00Z")),
            ("2031-03-01 08:00", .time("2031-03-01T08:00:00Z")),
        ] as [(String, Moment)])
    func sound(text: String, moment: Moment) { #expect(Moment(text, now: now, utcOffset: 0) == moment) }

    @Test("a time of day is local")
    func local() {
        #expect(Moment("10:43", now: now, utcOffset: 3600) == .time("2031-03-04T09:43:00Z"))
        #expect(Moment("23:30", now: now, utcOffset: -5 * 3600) == .time("2031-03-04T04:30:00Z"))
    }

    @Test(
        "all else is none",
        arguments: [
            "", "x", "25:00", "10:60", "10:43:61", "-", "-5", "-5x", "-1m1h", "#", "#-1", "-1", "1:2:3:4", "10:4٣",
        ])
    func unsound(text: String) { #expect(Moment(text, now: now, utcOffset: 0) == nil) }
}

extension Moment {
    fileprivate static func time(_ text: String) -> Moment {
        .time(Timestamp(text) ?? Timestamp(milliseconds: -1))
    }
}
