import MeetingsMedia
import Testing

struct EnginePlacementTests {
    typealias Engine = EnginePlacement.Engine

    @Test(
        "sends a new session to the one that is ready, takes some, and sends the least",
        arguments: [
            ([], .none(.absent)),
            ([Engine("a", health: .starting, capacity: 9)], .none(.starting)),
            ([Engine("a", health: .failing, capacity: 9)], .none(.starting)),
            ([Engine("a", health: .down, capacity: 9)], .none(.down)),
            ([Engine("a", health: .down, capacity: 9), Engine("b", health: .starting, capacity: 9)], .none(.starting)),
            ([Engine("a", health: .ready, capacity: 9)], .engine("a")),
            ([Engine("a", health: .ready, isDraining: true, capacity: 9)], .none(.draining)),
            ([Engine("a", health: .ready, streams: 9, capacity: 9)], .none(.full)),
            (
                [
                    Engine("a", health: .ready, streams: 9, capacity: 9),
                    Engine("b", health: .ready, isDraining: true, capacity: 9),
                ], .none(.full)
            ),
            (
                [
                    Engine("a", health: .ready, streams: 8, capacity: 9),
                    Engine("b", health: .ready, streams: 7, capacity: 9),
                ], .engine("b")
            ),
            (
                [
                    Engine("a", health: .ready, isDraining: true, capacity: 9),
                    Engine("b", health: .ready, streams: 7, capacity: 9),
                    Engine("c", health: .down, capacity: 9),
                ], .engine("b")
            ),
            ([Engine("b", health: .ready, capacity: 9), Engine("a", health: .ready, capacity: 9)], .engine("a")),
        ] as [([Engine], EnginePlacement.Choice)])
    func choice(engines: [Engine], expected: EnginePlacement.Choice) {
        var placement = EnginePlacement(engines)
        let place1 = placement.place("s-1")
        #expect(place1 == expected)
    }

    @Test("keeps a session where it is, whatever becomes of the media server, until it is over")
    func pinned() {
        var placement = EnginePlacement([
            Engine("a", health: .ready, capacity: 9), Engine("b", health: .ready, capacity: 9),
        ])
        let place2 = placement.place("s-1")
        #expect(place2 == .engine("a"))
        // Nobody sends yet, so that the number of sessions decides.
        let place3 = placement.place("s-2")
        #expect(place3 == .engine("b"))
        placement.update("a", health: .failing, streams: 0)
        placement.setDraining(true, "a")
        let place4 = placement.place("s-1")
        #expect(place4 == .engine("a"))
        let place5 = placement.place("s-3")
        #expect(place5 == .engine("b"))
        #expect(placement.sessions(on: "b") == 2)
        placement.release("s-1")
        let place6 = placement.place("s-1")
        #expect(place6 == .engine("b"))
    }

    @Test("takes sessions again when it is no longer draining, and knows no others")
    func draining() {
        var placement = EnginePlacement([Engine("a", health: .ready, capacity: 9)])
        let change7 = placement.setDraining(true, "a")
        #expect(change7)
        #expect(placement.choice == .none(.draining))
        #expect(placement["a"]?.isDraining == true)
        let change8 = placement.setDraining(false, "a")
        #expect(change8)
        #expect(placement.choice == .engine("a"))
        let change9 = placement.setDraining(true, "z")
        #expect(!change9)
        #expect(placement["z"] == nil)
    }
}
