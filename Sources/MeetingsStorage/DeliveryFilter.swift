public import Meetings

/// Which callbacks of an application to read or replay; what is nil does not matter.
public struct DeliveryFilter: Hashable, Sendable {
    public var state: DeliveryState?
    /// The exact URL.
    public var url: String?
    public var room: RoomID?
    /// The event's name as it was logged.
    public var event: String?
    /// The events' places in the log.
    public var sequences: ClosedRange<Int64>?
    /// True for pending ones that are tried on by themselves, false for all others.
    public var parked: Bool?

    public init(
        state: DeliveryState? = nil, url: String? = nil, room: RoomID? = nil, event: String? = nil,
        sequences: ClosedRange<Int64>? = nil, parked: Bool? = nil
    ) {
        self.state = state
        self.url = url
        self.room = room
        self.event = event
        self.sequences = sequences
        self.parked = parked
    }
}
