public import Meetings
public import MeetingsWire

/// Rooms (API reference, *Rooms*), and what our server adds: removal, closing, and who waits.
extension APICall where Answer == Room {
    /// One room.
    public static func room(_ id: RoomID) -> APICall {
        APICall(.get, ["rooms", id.rawValue], read: RoomJSON.read)
    }

    /// Makes a room. Sent again with the same key it makes no second one, on a server that knows the field.
    public static func create(_ room: NewRoom, idempotencyKey: String = TokenSource.randomID()) -> APICall {
        APICall(
            .post, ["rooms"], body: NewRoomJSON.write(room), idempotencyKey: idempotencyKey, read: RoomJSON.read)
    }

    /// Changes a room; what the update leaves nil stays.
    public static func update(_ update: RoomUpdate, room id: RoomID) -> APICall {
        APICall(.patch, ["rooms", id.rawValue], body: RoomUpdateJSON.write(update), read: RoomJSON.read)
    }
}

extension APICall where Answer == RoomPage {
    /// The first page of the application's rooms.
    public static func rooms(pageSize: Int = MeetingsClient.pageSize) -> APICall {
        APICall(.get, ["rooms"], query: [("page_size", String(pageSize))], read: RoomPageJSON.read)
    }

    /// The first page of the rooms of a theme.
    public static func rooms(of theme: ThemeID, pageSize: Int = MeetingsClient.pageSize) -> APICall {
        APICall(
            .get, ["themes", theme.rawValue, "rooms"], query: [("page_size", String(pageSize))],
            read: RoomPageJSON.read)
    }
}

extension APICall where Answer == Void {
    /// Ends what goes on in a room and removes it. Not in the published API: a foreign server answers 404 or 405.
    public static func delete(room id: RoomID) -> APICall { APICall(.delete, ["rooms", id.rawValue]) }

    /// Lets one waiting person in.
    public static func admit(_ person: ParticipantID, room id: RoomID) -> APICall {
        APICall(.post, ["rooms", id.rawValue, "waiting", person.rawValue, "admit"])
    }

    /// Turns one waiting person away.
    public static func deny(_ person: ParticipantID, room id: RoomID) -> APICall {
        APICall(.post, ["rooms", id.rawValue, "waiting", person.rawValue, "deny"])
    }
}
