public import Meetings

/// Which callbacks are to be sent once more: those that meet every condition named. Pending ones are never among them.
public struct DeliveryReplay: Hashable, Sendable {
    /// `delivered` or `dead`.
    public var state: DeliveryState?
    public var url: String?
    public var roomID: RoomID?
    /// An event's name.
    public var event: String?
    /// The first and the last place in the server's log.
    public var fromSequence: Int64?
    public var toSequence: Int64?

    public init(
        state: DeliveryState? = nil, url: String? = nil, roomID: RoomID? = nil, event: String? = nil,
        fromSequence: Int64? = nil, toSequence: Int64? = nil
    ) {
        self.state = state
        self.url = url
        self.roomID = roomID
        self.event = event
        self.fromSequence = fromSequence
        self.toSequence = toSequence
    }
}

/// The JSON around a replay: which callbacks, and how many they were.
public enum DeliveryReplayJSON {
    /// The body of the request, with the conditions that are set.
    public static func write(_ replay: DeliveryReplay) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                if let state = replay.state { writer.field("state", state.rawValue) }
                if let url = replay.url { writer.field("url", url) }
                if let room = replay.roomID { writer.field("room_id", room.rawValue) }
                if let event = replay.event { writer.field("event", event) }
                if let first = replay.fromSequence { writer.field("from_sequence", first) }
                if let last = replay.toSequence { writer.field("to_sequence", last) }
            }
        }
    }

    /// A request. Throws, in the API's words, for a wrong type, for `pending`, for a range that ends before it begins,
    /// and when no condition is named: sending everything once more must be meant.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> DeliveryReplay {
        let replay = try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            return DeliveryReplay(
                state: try fields.choice("state"), url: try fields.string("url"),
                roomID: try fields.string("room_id").map { RoomID($0) }, event: try fields.string("event"),
                fromSequence: try fields.integer("from_sequence"), toSequence: try fields.integer("to_sequence"))
        }
        guard replay != DeliveryReplay() else {
            throw Problem(
                .invalidInput,
                "\"value\" must name at least one of [state, url, room_id, event, from_sequence, to_sequence]")
        }
        guard replay.state != .pending else {
            throw Problem(.invalidInput, "\"state\" must be one of [delivered, dead]: what is pending is sent anyway")
        }
        guard replay.fromSequence ?? 0 <= replay.toSequence ?? .max else {
            throw Problem(.invalidInput, "\"to_sequence\" must not be before \"from_sequence\"")
        }
        return replay
    }

    /// The body of the answer.
    public static func writeAnswer(replayed: Int) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { $0.field("replayed", replayed) } }
    }

    /// How many are sent once more, by the answer.
    public static func readAnswer(_ bytes: [UInt8]) throws(WireError) -> Int {
        try FieldReader(body: bytes).count("replayed", otherwise: 0)
    }
}
