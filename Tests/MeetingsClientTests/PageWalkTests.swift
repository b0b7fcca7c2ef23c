import MeetingsClient
import Testing

@Suite("The walk through the pages")
struct PageWalkTests {
    private func walk() -> PageWalk<String> { PageWalk(cursor: "start_id") { $0 } }

    @Test(
        "finds the start of the next page in links of every kind",
        arguments: [
            "api-eu.vonage.com/meetings/rooms?page_size=20&start_id=21",
            "https://api-eu.vonage.com/v1/meetings/rooms?start_id=21&page_size=20", "/rooms?start_id=21",
            "?start_id=21", "http://evil.example/?x&start_id=21#start_id=3",
        ])
    func links(href: String) {
        var walk = walk()
        #expect(walk.received(["a"], next: href) == .ask("21"))
    }

    @Test(
        "ends where no next page can be asked for",
        arguments: [
            nil, "", "rooms", "rooms?page_size=20", "rooms?start_id=", "rooms?end_id=3", "rooms?xstart_id=3",
            "rooms?start_id=\(String(repeating: "9", count: 300))",
        ])
    func noNext(href: String?) {
        var walk = walk()
        #expect(walk.received(["a"], next: href) == .done)
        #expect(walk.items == ["a"])
    }

    @Test("goes on to the empty page of a server that always names a next one")
    func alwaysNext() {
        var walk = walk()
        #expect(walk.received(["a", "b"], next: "r?start_id=3") == .ask("3"))
        #expect(walk.received(["c"], next: "r?start_id=4") == .ask("4"))
        #expect(walk.received([], next: "r?start_id=4") == .done)
        #expect(walk.items == ["a", "b", "c"])
    }

    @Test("ends when the start does not rise", arguments: ["10", "9", "-1"])
    func loop(second: String) {
        var walk = walk()
        #expect(walk.received(["a"], next: "r?start_id=10") == .ask("10"))
        #expect(walk.received(["b"], next: "r?start_id=\(second)") == .done)
    }

    @Test("ends when opaque starts come round again")
    func opaqueLoop() {
        var walk = walk()
        #expect(walk.received(["a"], next: "r?start_id=x") == .ask("x"))
        #expect(walk.received(["b"], next: "r?start_id=y") == .ask("y"))
        #expect(walk.received(["c"], next: "r?start_id=x") == .done)
    }

    @Test("ends when a page brings nothing new, and keeps each item once")
    func repeatedPage() {
        var walk = walk()
        #expect(walk.received(["a", "b"], next: "r?start_id=1") == .ask("1"))
        #expect(walk.received(["b", "c"], next: "r?start_id=2") == .ask("2"))
        #expect(walk.received(["a", "c"], next: "r?start_id=3") == .done)
        #expect(walk.items == ["a", "b", "c"])
    }

    @Test("ends at its limit")
    func limit() {
        var walk = PageWalk<String>(cursor: "start_id", limit: 2) { $0 }
        #expect(walk.received(["a", "b", "c"], next: "r?start_id=1") == .done)
    }
}
