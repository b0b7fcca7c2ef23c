public import Meetings
import MeetingsWire

/// Sound and picture, beyond the published API: a foreign server answers 404.
extension APICall where Answer == MediaReport {
    /// How sound and picture fare.
    public static var media: APICall { APICall(.get, ["media"], read: MediaReportJSON.read) }
}

extension APICall where Answer == SessionMedia {
    /// How each person in a session fares.
    public static func media(of id: SessionID) -> APICall {
        APICall(.get, ["sessions", id.rawValue, "media"], read: SessionMediaJSON.read)
    }
}

extension APICall where Answer == Void {
    /// Lets a media server take no new sessions.
    public static func drain(_ engine: String) -> APICall { APICall(.post, ["media", engine, "drain"]) }

    /// Lets it take new sessions again.
    public static func resume(engine: String) -> APICall { APICall(.post, ["media", engine, "resume"]) }

    /// Turns one person's microphone off; they may turn it on again.
    public static func mute(_ person: ParticipantID, in id: SessionID) -> APICall {
        APICall(.post, ["sessions", id.rawValue, "participants", person.rawValue, "mute"])
    }

    /// Turns everybody's microphone off but those of hosts.
    public static func muteAll(in id: SessionID) -> APICall { APICall(.post, ["sessions", id.rawValue, "mute"]) }
}
