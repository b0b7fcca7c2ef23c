public import Meetings
public import MeetingsWire

/// Recordings, dial-in numbers and the application itself (API reference, *Recordings*, *Dial-in numbers*,
/// *Applications*).
extension APICall where Answer == [Recording] {
    /// The recordings of one session.
    public static func recordings(of id: SessionID) -> APICall {
        APICall(.get, ["sessions", id.rawValue, "recordings"], read: RecordingListJSON.read)
    }
}

extension APICall where Answer == Recording {
    /// One recording.
    public static func recording(_ id: RecordingID) -> APICall {
        APICall(.get, ["recordings", id.rawValue], read: RecordingJSON.read)
    }

    /// Begins to record a live session.
    public static func startRecording(of id: SessionID) -> APICall {
        APICall(.post, ["sessions", id.rawValue, "recordings"], read: RecordingJSON.read)
    }

    /// Tries again to make the film of a recording that failed. Refused for any other.
    public static func retry(recording id: RecordingID) -> APICall {
        APICall(.post, ["recordings", id.rawValue, "retry"], read: RecordingJSON.read)
    }
}

extension APICall where Answer == Void {
    /// Ends a recording. Refused where the room is always recorded.
    public static func stop(recording id: RecordingID) -> APICall {
        APICall(.post, ["recordings", id.rawValue, "stop"])
    }

    /// Deletes a recording and its file. Refused until it is uploaded or has failed.
    public static func delete(recording id: RecordingID) -> APICall { APICall(.delete, ["recordings", id.rawValue]) }
}

extension APICall where Answer == [DialInNumber] {
    /// The telephone numbers by which people may join.
    public static var dialInNumbers: APICall { APICall(.get, ["dial-in-numbers"], read: DialInNumberListJSON.read) }
}

extension APICall where Answer == ApplicationFacts {
    /// Sets the theme of rooms that name none; nil for none.
    public static func setDefaultTheme(_ theme: ThemeID?) -> APICall {
        APICall(
            .patch, ["applications"], body: ApplicationUpdateJSON.write(defaultThemeID: theme),
            read: ApplicationFacts.read)
    }
}

/// An application as the API tells it.
public struct ApplicationFacts: Hashable, Sendable {
    public var id: ApplicationID
    /// The API key of the account.
    public var accountID: String
    public var defaultThemeID: ThemeID?

    @Sendable static func read(_ bytes: [UInt8]) throws(WireError) -> ApplicationFacts {
        let fields = try FieldReader(body: bytes)
        return ApplicationFacts(
            id: ApplicationID(try fields.requiredString("application_id")),
            accountID: try fields.string("account_id") ?? "",
            defaultThemeID: try fields.string("default_theme_id").map { ThemeID($0) })
    }
}
