internal import Meetings
internal import MeetingsStorage

/// How many attempts may be under way at once.
public struct DeliveryLimits: Hashable, Sendable {
    /// To all receivers together.
    public var total: Int
    /// To one receiver, so that a slow one leaves room for the others.
    public var perReceiver: Int

    public init(total: Int = 128, perReceiver: Int = 32) {
        self.total = max(total, 1)
        self.perReceiver = max(perReceiver, 1)
    }
}

/// What is under way, and what may start beside it. A receiver whose last attempt got no answer is probed by one
/// attempt at a time until it answers again.
struct SendingPlan {
    /// The callbacks of one room, or application, to one URL: one after the other.
    struct Lane: Hashable {
        var owner: String
        var url: String

        init(_ delivery: StoredDelivery) {
            owner = delivery.roomID?.rawValue ?? delivery.applicationID.rawValue
            url = delivery.url
        }
    }

    private struct Receiver {
        var underWay = 0
        var isSilent = false
    }

    private let limits: DeliveryLimits
    private var lanes: Set<Lane> = []
    private var receivers: [String: Receiver] = [:]
    /// The lanes that came to rest since the table was last looked at: what that look said of them is out of date.
    private var rested: Set<Lane> = []

    init(limits: DeliveryLimits) { self.limits = limits }

    var underWay: Int { lanes.count }
    var free: Int { limits.total - lanes.count }

    /// The receivers that nothing more may be sent to now.
    var fullReceivers: Set<String> {
        Set(receivers.lazy.filter { $0.value.underWay >= limit(of: $0.value) }.map(\.key))
    }

    /// To be called before the table is read for what is due.
    mutating func look() { rested.removeAll() }

    /// Takes a place for a callback. False when its lane is under way already or was since the last look, its receiver
    /// has its share, or no place is free.
    mutating func start(_ delivery: StoredDelivery) -> Bool {
        let receiver = receivers[delivery.origin] ?? Receiver()
        guard free > 0, receiver.underWay < limit(of: receiver), !rested.contains(Lane(delivery)),
            lanes.insert(Lane(delivery)).inserted
        else { return false }
        receivers[delivery.origin, default: receiver].underWay += 1
        return true
    }

    /// Gives the place of a callback back.
    mutating func finish(_ delivery: StoredDelivery) {
        lanes.remove(Lane(delivery))
        rested.insert(Lane(delivery))
        guard var receiver = receivers[delivery.origin] else { return }
        receiver.underWay -= 1
        // A receiver that is idle and well need not be remembered.
        receivers[delivery.origin] = receiver.underWay == 0 && !receiver.isSilent ? nil : receiver
    }

    /// Notes whether the receiver answered. True when that is news.
    mutating func note(answered: Bool, by origin: String) -> Bool {
        guard receivers[origin]?.isSilent == answered else { return false }
        receivers[origin]?.isSilent = !answered
        return true
    }

    private func limit(of receiver: Receiver) -> Int { receiver.isSilent ? 1 : limits.perReceiver }
}
