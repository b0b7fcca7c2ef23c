import Meetings
import Testing

@testable import MeetingsMedia

@Suite("What one person watches")
struct SubscriptionTests {
    private let mic = StreamID(participant: ParticipantID("omar"), mid: "0")
    private let camera = StreamID(participant: ParticipantID("omar"), mid: "1")
    private let full = Feeding(isSent: true, layer: 2)

    private func offer(_ slots: [(String, StreamID?)], sdp: String? = "offer") -> SubscriptionOffer {
        SubscriptionOffer(sdp: sdp, slots: slots.map { SubscriptionOffer.Slot(mid: $0.0, stream: $0.1) })
    }

    @Test("is asked for at once, and then nothing until the browser has answered")
    func oneAtATime() {
        var subscription = Subscription()
        let wanted = [mic: full, camera: full]
        #expect(
            subscription.next(wanted: wanted, published: [mic, camera]) == .subscribe(add: [mic, camera], remove: []))
        #expect(subscription.next(wanted: wanted, published: [mic, camera]) == nil)
        let isOffered = subscription.offered(offer([("0", mic), ("1", camera)]), asked: [mic, camera])
        #expect(isOffered)
        #expect(subscription.next(wanted: wanted, published: [mic]) == nil)
        subscription.answered()
        #expect(subscription.next(wanted: wanted, published: [mic, camera]) == nil)
        #expect(subscription.next(wanted: [mic: full], published: [mic]) == .subscribe(add: [], remove: [camera]))
    }

    @Test("is paused when it leaves the screen and sent again when it is back, without another agreement")
    func paused() {
        var subscription = Subscription()
        _ = subscription.next(wanted: [camera: full], published: [camera])
        _ = subscription.offered(offer([("0", camera)]), asked: [camera])
        subscription.answered()
        let off = Tuning(mid: "0", isSent: false, layer: 0)
        #expect(subscription.next(wanted: [:], published: [camera]) == .tune([off]))
        #expect(subscription.next(wanted: [:], published: [camera]) == nil)
        let small = Feeding(isSent: true, layer: 0)
        #expect(
            subscription.next(wanted: [camera: small], published: [camera])
                == .tune([Tuning(mid: "0", isSent: true, layer: 0)]))
    }

    @Test("of one who left is gone with them, and their place is used for the next")
    func reused() {
        var subscription = Subscription()
        let next = StreamID(participant: ParticipantID("eva"), mid: "1")
        _ = subscription.next(wanted: [camera: Feeding(isSent: true, layer: 0)], published: [camera])
        _ = subscription.offered(offer([("0", camera)]), asked: [camera])
        subscription.answered()
        _ = subscription.next(wanted: [camera: Feeding(isSent: true, layer: 0)], published: [camera])
        subscription.drop(ParticipantID("omar"))
        #expect(subscription.next(wanted: [next: full], published: [next]) == .subscribe(add: [next], remove: []))
        _ = subscription.offered(offer([("0", next)]), asked: [next])
        subscription.answered()
        // The media server begins a new stream with all there is: nothing is left of what was said about the old one.
        #expect(subscription.next(wanted: [next: full], published: [next]) == nil)
    }

    @Test("that the media server does not give is not asked for again and again")
    func missing() {
        var subscription = Subscription()
        _ = subscription.next(wanted: [camera: full], published: [camera])
        subscription.failed(asked: [camera])
        #expect(subscription.next(wanted: [camera: full], published: [camera]) == nil)
        subscription.forgive()
        #expect(subscription.next(wanted: [camera: full], published: [camera]) == .subscribe(add: [camera], remove: []))
        let isOffered = subscription.offered(offer([], sdp: nil), asked: [camera])
        #expect(!isOffered)
        #expect(subscription.next(wanted: [camera: full], published: [camera]) == nil)
        // Published anew, it is tried again.
        #expect(subscription.next(wanted: [:], published: []) == nil)
        #expect(subscription.next(wanted: [camera: full], published: [camera]) == .subscribe(add: [camera], remove: []))
    }
}
