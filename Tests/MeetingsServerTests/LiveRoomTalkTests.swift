import Meetings
import MeetingsMedia
import Testing

@testable import MeetingsServer

/// What people in a session show and tell each other: without a socket, a clock or a media server.
struct LiveRoomTalkTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)
    private let host = ConnectionID(number: 1)
    private let ana = ConnectionID(number: 2)
    private let ben = ConnectionID(number: 3)

    private func enter(
        _ connection: ConnectionID, _ name: String, isHost: Bool = false, chat: Bool = true, in live: inout LiveRoom
    ) -> LiveRoom.Outcome {
        live.arrive(connection, name, isHost: isHost, features: AvailableFeatures(chat: chat), now: start)
    }

    /// A session with a host and a guest.
    private func meeting(chat: Bool = true) -> LiveRoom {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        _ = enter(host, "host", isHost: true, chat: chat, in: &live)
        _ = enter(ana, "ana", chat: chat, in: &live)
        return live
    }

    private func entry(_ outcome: LiveRoom.Outcome) -> PageMessage.Entry? {
        outcome.messages.lazy.compactMap { if case .entered(let entry) = $0.body { entry } else { nil } }.first
    }

    @Test("a line of the chat goes to everyone, and who comes later reads it too")
    func chat() {
        var live = meeting()
        let said = live.handle(.say(ana, .chat("Hello\nhttps://example.com \u{1B}[31m")), now: start)
        let expected = PageMessage.ChatMessage(
            id: Int(start.milliseconds), from: ParticipantID("p-ana"), name: "ana", isHost: false,
            text: "Hello\nhttps://example.com ▯[31m", at: start)
        #expect(said.messages.map(\.to) == [host, ana])
        #expect(said.messages.allSatisfy { $0.body == .chat(expected) })
        #expect(said.facts == [.said(expected, SessionID("s-host"))])
        let late = enter(ben, "ben", in: &live)
        #expect(entry(late)?.chat == [expected])
        let silent = live.handle(.say(ben, .chat(" \n ")), now: start)
        #expect(silent.messages.isEmpty)
    }

    @Test("after a restart of the server people still read each other's new lines")
    func chatAfterRestart() {
        func number(_ live: inout LiveRoom, at time: Timestamp) -> Int? {
            let said = live.handle(.say(ana, .chat("Hello")), now: time).messages
            return said.lazy.compactMap { if case .chat(let line) = $0.body { line.id } else { nil } }.first
        }
        var (before, after) = (meeting(), meeting())
        // Pages know these lines by their numbers, and take none for new that they have seen.
        let known = [number(&before, at: start), number(&before, at: start), number(&before, at: start)]
        #expect(Set(known).count == 3)
        let new = number(&after, at: start + .seconds(1))
        #expect(known.allSatisfy { $0 ?? .max < new ?? 0 })
    }

    @Test("who comes after a restart of the server reads what was said before, and numbers go on")
    func restoredChat() {
        let line = PageMessage.ChatMessage(
            id: Int(start.milliseconds) + 5, from: ParticipantID("p-ana"), name: "ana", isHost: false, text: "Hello",
            at: start)
        var live = LiveRoom(
            roomID: RoomID("room"), grace: .seconds(10), sessionID: SessionID("s-ana"), isLocked: false, seats: [],
            chat: [line], now: start)
        #expect(entry(enter(ben, "ben", in: &live))?.chat == [line])
        let said = live.handle(.say(ben, .chat("Hi")), now: start).messages
        let numbers = said.compactMap { if case .chat(let line) = $0.body { line.id } else { nil } }
        #expect(numbers == [line.id + 1])
    }

    @Test("a room without a chat has none, whatever a page sends")
    func noChat() {
        var live = meeting(chat: false)
        #expect(live.handle(.say(ana, .chat("Hello")), now: start).messages.isEmpty)
    }

    @Test("the next session of a room begins with an empty chat")
    func nextSession() {
        var live = meeting()
        _ = live.handle(.say(ana, .chat("Hello")), now: start)
        for connection in [host, ana] { _ = live.handle(.leave(connection), now: start) }
        #expect(entry(enter(ben, "ben", isHost: true, in: &live))?.chat == [])
    }

    @Test("what somebody switches on is told to everyone once, and to who comes later")
    func state() {
        var live = meeting()
        let state = PageMessage.MemberState(mic: true, camera: false, screen: false, hand: true)
        let told = live.handle(.say(ana, .state(state)), now: start)
        #expect(
            told.messages.map(\.body) == [.memberState(ParticipantID("p-ana"), state)] + [
                .memberState(ParticipantID("p-ana"), state)
            ])
        #expect(live.handle(.say(ana, .state(state)), now: start).messages.isEmpty)
        #expect(entry(enter(ben, "ben", in: &live))?.members.first { $0.name == "ana" }?.state == state)
    }

    @Test("who was muted by a host is heard again once they switch on themselves")
    func muted() {
        var live = meeting()
        let id = ParticipantID("p-ana")
        let on = PageMessage.MemberState(mic: true, camera: true, screen: false, hand: false)
        _ = live.handle(.say(ana, .state(on)), now: start)
        let muted = live.handle(.control(.mute(id, .mic), by: .host(host)), now: start)
        #expect(muted.media.map(\.request) == [.mute(id, .mic, true)])
        #expect(muted.messages.first { $0.to == ana }?.body == .moderated(.mic))
        let again = live.handle(.say(ana, .state(on)), now: start)
        #expect(again.media.map(\.request) == [.mute(id, .mic, false)])
        // A guest mutes nobody.
        let refused = live.handle(.control(.mute(ParticipantID("p-host"), .mic), by: .host(ana)), now: start)
        #expect(refused.answer == .refused)
        #expect(refused.media.isEmpty)
    }

    @Test("only who is inside sends and watches, and nobody in another's name")
    func media() {
        var live = meeting()
        let negotiation = Negotiation.publish(offer: "sdp", tracks: [MediaTrack(mid: "0", kind: .mic)])
        let offer = PageMessage.Media.negotiate(negotiation, attempt: 3)
        let asked = live.handle(.media(ana, offer), now: start)
        #expect(asked.media.map(\.session) == [SessionID("s-host")])
        #expect(
            asked.media.map(\.request)
                == [.negotiate(ParticipantID("p-ana"), negotiation, attempt: 3)])
        _ = live.handle(.greet(ben, isHost: false), now: start)
        #expect(live.handle(.media(ben, offer), now: start).media.isEmpty)
    }

    @Test("leaving ends one's media, the last to leave ends the session's, a reload begins anew")
    func leaving() {
        var live = meeting()
        _ = live.handle(.lost(ana), now: start)
        _ = live.handle(.greet(ben, isHost: false), now: start)
        let resumed = live.handle(.resume(ben, digest: "digest-ana"), now: start)
        #expect(resumed.media.map(\.request) == [.join(ParticipantID("p-ana"), name: "ana")])
        #expect(live.handle(.leave(ben), now: start).media.map(\.request) == [.leave(ParticipantID("p-ana"))])
        #expect(
            live.handle(.leave(host), now: start).media.map(\.request) == [.leave(ParticipantID("p-host")), .close])
    }

    @Test("news of another session's media is nobody's")
    func other() {
        var live = meeting()
        let news = MediaEvent.talking(ParticipantID("p-ana"), true)
        #expect(live.handle(.happened(SessionID("old"), news, iceServers: []), now: start).messages.isEmpty)
        let told = live.handle(.happened(SessionID("s-host"), news, iceServers: []), now: start)
        #expect(told.messages.map(\.to) == [host, ana])
    }

    @Test("a connection's quality is told when it changes, not each time it is measured")
    func quality() {
        var live = meeting()
        let good = ConnectionQuality(level: .good, roundTrip: 20, loss: 0)
        let slower = ConnectionQuality(level: .good, roundTrip: 90, loss: 0.01)
        #expect(live.handle(.say(ana, .quality(good)), now: start).messages.count == 2)
        #expect(live.handle(.say(ana, .quality(slower)), now: start).messages.isEmpty)
        #expect(live.seats.first { $0.participant.name == "ana" }?.quality == slower)
    }
}
