import Meetings
import Testing

@testable import MeetingsServer

/// What people draw together: without a socket, a clock or a browser.
struct LiveRoomWhiteboardTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)
    private let host = ConnectionID(number: 1)
    private let ana = ConnectionID(number: 2)
    private let ben = ConnectionID(number: 3)

    private func enter(
        _ connection: ConnectionID, _ name: String, hasWhiteboard: Bool = true, in live: inout LiveRoom
    ) -> LiveRoom.Outcome {
        let features = AvailableFeatures(whiteboard: hasWhiteboard)
        return live.arrive(connection, name, isHost: connection == host, features: features, now: start)
    }

    /// A host and a guest before a board.
    private func meeting(hasWhiteboard: Bool = true) -> LiveRoom {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        _ = enter(host, "host", hasWhiteboard: hasWhiteboard, in: &live)
        _ = enter(ana, "ana", hasWhiteboard: hasWhiteboard, in: &live)
        _ = live.handle(.say(host, .whiteboard(.show(true))), now: start)
        return live
    }

    private func stroke(_ name: String, _ number: Int, _ points: [Int] = [0, 0, 10, 10]) -> Whiteboard.Stroke {
        Whiteboard.Stroke(id: id(name, number), color: .red, width: .thin, points: points)
    }

    private func id(_ name: String, _ number: Int) -> Whiteboard.StrokeID {
        Whiteboard.StrokeID(participant: ParticipantID("p-\(name)"), number: number)
    }

    @discardableResult
    private func draw(
        _ connection: ConnectionID, _ number: Int, _ points: [Int] = [0, 0, 10, 10], in live: inout LiveRoom
    ) -> [LiveRoom.Message] {
        live.handle(.say(connection, .whiteboard(.draw(number: number, .red, .thin, points: points))), now: start)
            .messages
    }

    @Test("is shown to everybody once, with the name of who showed it")
    func shown() {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        _ = enter(host, "host", in: &live)
        _ = enter(ana, "ana", in: &live)
        let told = live.handle(.say(ana, .whiteboard(.show(true))), now: start).messages
        #expect(told.map(\.to) == [host, ana])
        #expect(told.allSatisfy { $0.body == .whiteboard(.shown(true, by: "ana")) })
        #expect(live.handle(.say(host, .whiteboard(.show(true))), now: start).messages.isEmpty)
    }

    @Test("what is drawn is told to all others, part by part, and to whoever comes later as one stroke")
    func drawn() {
        var live = meeting()
        let first = draw(ana, 1, [0, 0, 10, 10], in: &live)
        #expect(first.map(\.to) == [host])
        #expect(first.map(\.body) == [.whiteboard(.drawn(stroke("ana", 1)))])
        draw(ana, 1, [20, 20], in: &live)
        let late = enter(ben, "ben", in: &live).messages.lazy.compactMap {
            if case .entered(let entry) = $0.body { entry } else { nil }
        }
        #expect(late.first?.whiteboard?.isShown == true)
        #expect(late.first?.whiteboard?.strokes == [stroke("ana", 1, [0, 0, 10, 10, 20, 20])])
    }

    @Test("a guest erases what is theirs, a host everything")
    func erased() {
        var live = meeting()
        draw(host, 1, in: &live)
        draw(ana, 1, in: &live)
        draw(ana, 2, in: &live)
        let both = Whiteboard.Act.erase([id("host", 1), id("ana", 1)])
        let byGuest = live.handle(.say(ana, .whiteboard(both)), now: start).messages
        #expect(byGuest.map(\.to) == [host, ana])
        #expect(byGuest.allSatisfy { $0.body == .whiteboard(.erased([id("ana", 1)])) })
        #expect(live.handle(.say(ana, .whiteboard(both)), now: start).messages.isEmpty)
        let rest = Whiteboard.Act.erase([id("host", 1), id("ana", 2)])
        _ = live.handle(.say(host, .whiteboard(rest)), now: start)
        #expect(live.whiteboard.strokes.isEmpty)
    }

    @Test("only a host clears it")
    func cleared() {
        var live = meeting()
        draw(ana, 1, in: &live)
        #expect(live.handle(.say(ana, .whiteboard(.clear)), now: start).messages.isEmpty)
        let told = live.handle(.say(host, .whiteboard(.clear)), now: start).messages
        #expect(told.map(\.body) == [.whiteboard(.cleared(by: "host")), .whiteboard(.cleared(by: "host"))])
        #expect(live.whiteboard.strokes.isEmpty)
    }

    @Test("keeps what is on it while it is put away, and takes nothing then")
    func putAway() {
        var live = meeting()
        draw(ana, 1, in: &live)
        _ = live.handle(.say(ana, .whiteboard(.show(false))), now: start)
        #expect(draw(ana, 2, in: &live).isEmpty)
        #expect(live.whiteboard.strokes == [stroke("ana", 1)])
    }

    @Test("a full one tells whoever draws, takes nothing more, and has room again once something is erased")
    func full() {
        var live = meeting()
        let part = Array(repeating: 5, count: Whiteboard.partLimit * 2)
        for number in 0..<Whiteboard.pointLimit / Whiteboard.partLimit { draw(ana, number, part, in: &live) }
        let refused = draw(ana, 1000, in: &live)
        #expect(refused.map(\.to) == [ana])
        #expect(refused.map(\.body) == [.whiteboard(.full)])
        _ = live.handle(.say(ana, .whiteboard(.erase([id("ana", 0)]))), now: start)
        #expect(draw(ana, 1000, in: &live).map(\.to) == [host])
    }

    @Test("a room without one has none, whatever a page sends")
    func none() {
        var live = meeting(hasWhiteboard: false)
        #expect(!live.whiteboard.isShown)
        #expect(draw(ana, 1, in: &live).isEmpty)
    }

    @Test("the next session begins with an empty one")
    func nextSession() {
        var live = meeting()
        draw(ana, 1, in: &live)
        for connection in [host, ana] { _ = live.handle(.leave(connection), now: start) }
        _ = enter(ben, "ben", in: &live)
        #expect(live.whiteboard == Whiteboard())
    }

    @Test(
        "what is not on the board is not read",
        arguments: [
            (#"{"t":"draw","number":1,"color":"red","width":"thin","points":[0,0,3200,1800]}"#, true),
            (#"{"t":"draw","number":1,"color":"red","width":"thin","points":[0,0,3201,5]}"#, false),
            (#"{"t":"draw","number":1,"color":"red","width":"thin","points":[0,0,5]}"#, false),
            (#"{"t":"draw","number":1,"color":"red","width":"thin","points":[]}"#, false),
            (#"{"t":"draw","number":1,"color":"red","width":"thin","points":[-1,0]}"#, false),
            (#"{"t":"draw","number":1,"color":"pink","width":"thin","points":[1,1]}"#, false),
            (#"{"t":"whiteboard","on":true}"#, true), (#"{"t":"whiteboard"}"#, false),
            (#"{"t":"erase","ids":["p-ana/1","nonsense"]}"#, true), (#"{"t":"clear"}"#, true),
        ])
    func read(text: String, isRead: Bool) {
        #expect((PageMessage.FromPage(Array(text.utf8)) != nil) == isRead)
    }
}
