internal import Meetings
internal import MeetingsStorage

/// How many attempts may be under way at once.
public struct DeliveryLimits: Hashable, Sendable {
    /// To all receivers together.
    public var total: Int
    /// To one receiver, so that a slow one leaves room for the others.
    public var perReceiver: Int

    public init(total: Int = 256, perReceiver: Int = 32) {
        self.total = max(total, 1)
        self.perReceiver = max(perReceiver, 1)
    }
}

/// What is under way, and what may start beside it.
///
/// A receiver is trusted while it answers: then it gets its share, but at most half of what is free, so that several
/// slow ones leave places for others. One that was not tried yet, or did not answer last, is probed by one attempt at a
/// time; all untried ones together get half of the places, all silent ones a quarter.
struct SendingPlan {
    /// The callbacks of one room, or application, to one URL: one after the other, and so are the parked ones of them.
    struct Lane: Hashable {
        var owner: String
        var url: String
        var isParked: Bool

        init(_ delivery: StoredDelivery) {
            owner = delivery.roomID?.rawValue ?? delivery.applicationID.rawValue
            url = delivery.url
            isParked = delivery.isParked
        }
    }

    /// What an attempt may tell of its receiver that was not so before.
    enum News: Hashable {
        /// It answered for the first time.
        case known
        /// It does not answer any more, or did not from the start.
        case silent
        /// It answers again.
        case recovered
    }

    private struct Receiver {
        var underWay = 0
        /// Nil when it is not known yet.
        var answers: Bool?
        /// When it may be tried again, by its own wish.
        var heldUntil: Timestamp?

        func isHeld(at now: Timestamp) -> Bool { heldUntil.map { now < $0 } ?? false }
    }

    /// Beyond it the receivers with nothing under way are forgotten, and have to answer once more to be trusted.
    private static let mostReceivers = 4096
    /// How long one answer may keep everybody else's callbacks from a receiver.
    private static let longestHold = Duration.seconds(60)

    private let limits: DeliveryLimits
    private var lanes: Set<Lane> = []
    private var receivers: [String: Receiver] = [:]
    /// How many attempts are under way to receivers of which it is not known that they answer.
    private var untried = 0
    private var silent = 0
    /// The lanes that came to rest since the table was last looked at: what that look said of them is out of date.
    private var rested: Set<Lane> = []

    init(limits: DeliveryLimits) { self.limits = limits }

    var underWay: Int { lanes.count }
    var free: Int { limits.total - lanes.count }

    /// The known receivers that nothing more may be sent to now.
    func closed(at now: Timestamp) -> Set<String> {
        Set(receivers.lazy.filter { !isOpen($0.value, at: now) }.map(\.key))
    }

    /// When the first receiver that is left alone by its own wish may be tried again.
    func firstHoldEnd(after now: Timestamp) -> Timestamp? {
        receivers.values.compactMap(\.heldUntil).filter { $0 > now }.min()
    }

    /// To be called before the table is read for what is due.
    mutating func look() {
        rested.removeAll()
        if receivers.count > Self.mostReceivers { receivers = receivers.filter { $0.value.underWay > 0 } }
    }

    /// Takes a place for a callback. False when its lane is under way already or was since the last look, its receiver
    /// has its share, or no place is free.
    mutating func start(_ delivery: StoredDelivery, at now: Timestamp) -> Bool {
        // A receiver that must wait is known from now on, so that the next look can leave it out.
        var receiver = receivers[delivery.origin, default: Receiver()]
        defer { receivers[delivery.origin] = receiver }
        guard free > 0, isOpen(receiver, at: now), !rested.contains(Lane(delivery)),
            lanes.insert(Lane(delivery)).inserted
        else { return false }
        receiver.underWay += 1
        count(1, to: receiver.answers)
        return true
    }

    /// Gives the place of a callback back.
    mutating func finish(_ delivery: StoredDelivery) {
        lanes.remove(Lane(delivery))
        rested.insert(Lane(delivery))
        guard let receiver = receivers[delivery.origin] else { return }
        receivers[delivery.origin]?.underWay -= 1
        count(-1, to: receiver.answers)
    }

    /// Notes whether the receiver answered, and how long it wishes to be left alone.
    mutating func note(answered: Bool, by origin: String, wait: Duration?, now: Timestamp) -> News? {
        guard var receiver = receivers[origin] else { return nil }
        let before = receiver.answers
        receiver.answers = answered
        receiver.heldUntil = answered ? nil : wait.map { now + min($0, Self.longestHold) }
        receivers[origin] = receiver
        guard answered != before else { return nil }
        count(-receiver.underWay, to: before)
        count(receiver.underWay, to: answered)
        return answered ? before == nil ? .known : .recovered : .silent
    }

    private mutating func count(_ attempts: Int, to answers: Bool?) {
        if answers == nil { untried += attempts }
        if answers == false { silent += attempts }
    }

    private func isOpen(_ receiver: Receiver, at now: Timestamp) -> Bool {
        if receiver.isHeld(at: now) { return false }
        return switch receiver.answers {
        case true?: receiver.underWay < min(limits.perReceiver, max(free / 2, 1))
        case false?: receiver.underWay == 0 && silent < max(limits.total / 4, 1)
        case nil: receiver.underWay == 0 && untried < max(limits.total / 2, 1)
        }
    }
}
