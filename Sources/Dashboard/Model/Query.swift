public import Meetings
public import MeetingsStore

/// Something that the dashboard wants to know beyond what the feed tells.
public enum Query: Hashable, Sendable {
    /// A room as the server has it now, its host link included.
    case room(RoomID)
    /// An object as the API's own JSON, without a host link.
    case json(Resource)
    /// The request for an object as a curl command, without a token.
    case curl(Resource)
    /// The telephone numbers by which people join.
    case dialIn
    /// Whether the server can record and mute.
    case mediaControls
    /// An event's body, and the callbacks that carried it.
    case event(Int64)
    /// What was known at a moment.
    case travel(Moment)
    /// Write something to a file.
    case export(Export)
    /// A callback with its body and its attempts, and what its signatures say.
    case delivery(Int64)
    /// What became of callbacks, as the feed tells it.
    case deliveries
    /// How sound and picture fare, as the feed tells it.
    case media
    /// How each person in a session fares.
    case sessionMedia(SessionID)
    /// A text as a QR code. Asks no server.
    case qr(String)
    /// What operators wrote down about a room.
    case notes(RoomID)
}

/// What an address of the API names.
public enum Resource: Hashable, Sendable {
    case room(RoomID)
    case session(SessionID)
    case theme(ThemeID)
    case recording(RecordingID)
}

/// What a server with a media engine offers, as its description of the API says.
public struct MediaControls: Hashable, Sendable {
    public var recording: Bool
    public var muting: Bool

    /// The controls that there are.
    public init(recording: Bool, muting: Bool) {
        self.recording = recording
        self.muting = muting
    }
}

/// The server's answer to a request or a query.
public enum Answer: Equatable, Sendable {
    case room(Room)
    case theme(Theme)
    /// Text that was asked for to be copied.
    case text(String)
    /// Telephone numbers, each with its country.
    case dialIn([String])
    case mediaControls(MediaControls)
    /// A callback, and what a receiver would have said to the signatures of its last attempt; nil where there is no
    /// secret to check with, or nothing was sent yet.
    case delivery(DeliveryDetail, CallbackReport?)
    case deliveries(DeliveryListing, [CallbackEndpoint])
    case media(MediaReport)
    case sessionMedia(SessionMedia)
    /// So many callbacks are sent again.
    case replayed(Int)
    /// The modules of a QR code, row by row; true is dark. Without a quiet zone.
    case qr([[Bool]])
    case event(EventDetail)
    case travel(Travel)
    /// What was written, and where.
    case exported(String)
    case acknowledgement(AlarmAcknowledgement)
    case recording(Recording)
    case note(RoomNote)
    case notes([RoomNote], RoomID)
    /// It is done, and there is nothing to show for it.
    case done
}
