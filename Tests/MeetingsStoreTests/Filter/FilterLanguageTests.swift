import Meetings
import MeetingsStore
import Testing

/// What each part of the language says of a room named Main Stage with five people that closes in eight minutes.
struct FilterLanguageTests {
    @Test(
        "plain words are found whatever the case, all of them",
        arguments: [
            ("", true), ("   ", true), ("main", true), ("MAIN stage", true), ("main audit", false), ("tage", true),
            ("\"main stage\"", true), ("\"stage main\"", false), ("zoë", true), ("ZOË", true), ("zoe\u{308}", true),
            ("審計", true), ("審査", false), ("café", true), ("cafe\u{301}", true), ("-", true), ("audit|main", true),
            ("|", true), ("a\\|", false), ("\"a \\\" quote\"", false), ("482113907", true),
        ])
    func words(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test(
        "texts of a field contain, or with = are whole",
        arguments: [
            ("name:main", true), ("name:stage", true), ("NAME:Main", true), ("room:stage", true),
            ("name:\"main st\"", true), ("name:=main", false), ("name:=\"main stage\"", true),
            ("name:audit|stage", true),
            ("name:audit|=\"Main Stage\"", true), ("name:<main", false), ("theme:7c0e", true), ("theme:summit", true),
            ("code:482", false), ("name:/^main/", true), ("name:/^stage/", false), ("name:audit|/st.ge$/", true),
        ])
    func texts(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test(
        "choices and flags are whole words",
        arguments: [
            ("type:long_term", true), ("type:LONG_TERM", true), ("type:instant", false),
            ("type:instant|long_term", true),
            ("is:live", true), ("is:idle", false), ("is:idle|live", true), ("-is:live", false), ("-is:idle", true),
            ("is:live -is:hostless", false), ("has:theme", true), ("has:metadata", false), ("has:code", false),
            ("has:people", true), ("has:hosts", false), ("-has:hosts", true), ("has:closes", true),
        ])
    func choices(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test(
        "numbers compare",
        arguments: [
            ("people:5", true), ("people:=5", true), ("people:4", false), ("people:>4", true), ("people:>5", false),
            ("people:>=5", true), ("people:<5", false), ("people:<=5", true), ("people:2..5", true),
            ("people:6..9", false), ("people:..4", false), ("people:5..", true), ("people:1|5", true),
            ("people:>-1", true), ("-people:5", false), ("waiting:0", false),
        ])
    func numbers(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test(
        "times are so far from now, by today's clock, or of a day",
        arguments: [
            ("closes:<15m", true), ("closes:<5m", false), ("closes:15m", true), ("closes:>5m", true),
            ("closes:5m..10m", true), ("closes:<10:50", false), ("closes:<10:51", true), ("closes:10:50", true),
            ("closes:>10:50", false), ("closes:>=10:50", true), ("closes:<=10:50", true), ("closes:10:45..11:00", true),
            ("closes:10:45..", true), ("created:>1h", true), ("created:<1h", false), ("created:8:42", true),
            ("created:08:42:00", true), ("created:2031-03-04", true), ("created:2031-03-03", false),
            ("created:>2031-03-03", true), ("created:<2031-03-04T08:42:00.001Z", true),
            ("created:<2031-03-04T09:42+01:00", false), ("created:<=2031-03-04T09:42+01:00", true),
            ("since:3h", true), ("since:1h", false), ("before:1h", true), ("since:08:42", true), ("since:08:43", false),
            // The clock has not come to eleven yet: it is yesterday's.
            ("since:11:00", true), ("before:11:00", false), ("since:2031-03-04", true), ("-since:1h", true),
        ])
    func times(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test("clock times and days are those of the zone that is asked for")
    func zones() {
        func takes(_ text: String) -> Bool { Filter(text, kind: .rooms, utcOffset: 3600).takes() }
        #expect(takes("closes:11:50") && !takes("closes:10:50"))
        #expect(takes("created:2031-03-04T09:42") && takes("created:2031-03-04T08:42Z"))
        #expect(takes("since:09:42") && !takes("since:09:43"))
        let late = FilterRow(fields: ["created": [.time(FilterRow.now + .seconds(13 * 3600))]])
        #expect(Filter("created:2031-03-05", kind: .rooms, utcOffset: 3600).takes(late))
        #expect(!Filter("created:2031-03-05", kind: .rooms, utcOffset: -3 * 3600).takes(late))
    }

    @Test(
        "lengths of time compare, and a bare one is the most",
        arguments: [
            ("length:>1h", true), ("length:>1h15m", false), ("length:>=1h15m", true), ("length:2h", true),
            ("length:1h", false), ("length:1h..2h", true), ("length:<1d", true), ("length:<4500s", false),
            ("length:<=4500000ms", true), ("length:=75m", true),
        ])
    func spans(_ text: String, _ isTaken: Bool) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes() == isTaken)
    }

    @Test("an event's name with its colon is no field")
    func eventNames() {
        let started = FilterRow(fields: ["event": [.text("session:started")], "session": [.text("2_abc")]])
        #expect(Filter("session:started", kind: .events).takes(started))
        #expect(!Filter("-session:started", kind: .events).takes(started))
        #expect(Filter("session:2_a", kind: .events).takes(started))
        #expect(!Filter("session:ended", kind: .events).takes(started))
        #expect(Filter("event:start", kind: .events).takes(started))
    }

    @Test("a filter says which fields it asks for and which words it looks for")
    func asks() {
        let filter = Filter("main -people:>3 is:live stage|audit -not", kind: .rooms)
        #expect(filter.asks(for: ["people"]) && filter.asks(for: ["live"]) && !filter.asks(for: ["theme"]))
        #expect(filter.words == ["main", "stage", "audit"])
        #expect(Filter("room:x", kind: .rooms).asks(for: ["name"]))
    }
}
