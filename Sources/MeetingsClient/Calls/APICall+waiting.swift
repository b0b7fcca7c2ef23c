public import Meetings
public import MeetingsWire

/// When rooms close and who waits at them: what our server adds.
extension APICall where Answer == RoomClosingStatus {
    /// When and why a room closes, or closed.
    public static func closing(of id: RoomID) -> APICall {
        APICall(.get, ["rooms", id.rawValue, "closing"], read: RoomClosingJSON.read)
    }
}

extension APICall where Answer == [WaitingPerson] {
    /// Everyone who waits at a room.
    public static func waiting(at id: RoomID) -> APICall {
        APICall(.get, ["rooms", id.rawValue, "waiting"]) { body throws(WireError) in
            try WaitingListJSON.read(body, room: id)
        }
    }
}

extension APICall where Answer == Int {
    /// Lets everyone in who waits at a room; answers how many there were.
    public static func admitAll(at id: RoomID) -> APICall {
        APICall(.post, ["rooms", id.rawValue, "waiting", "admit"]) { body throws(WireError) in
            let fields = try FieldReader(body: body)
            return Int(clamping: try fields.required("admitted", fields.integer("admitted")))
        }
    }
}
