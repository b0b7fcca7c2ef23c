import Meetings
import MeetingsWire

/// What is asked of the VideoRoom plugin (Janus 1.x, multistream).
///
/// Ids of rooms and people are texts: a room has its session's id, a person the participant's.
enum VideoRoomRequest: Hashable {
    /// A room of one session. Its secret is for what a host may do, its PIN for who comes in.
    case create(room: String, secret: String, pin: String, key: String, limits: Limits)
    case exists(room: String)
    case participants(room: String, secret: String)
    case destroy(room: String, secret: String)
    /// Makes someone a member who may publish. They are one from then on, with or without media.
    case join(room: String, pin: String, participant: String, name: String)
    /// Ends the connection that someone publishes by; the one that they watch by has to be detached besides.
    case kick(room: String, secret: String, participant: String)
    /// Stops or passes on one stream, whatever its sender does.
    case moderate(room: String, secret: String, participant: String, mid: String, isMuted: Bool)
    /// Takes the offer that goes with it. The descriptions tell everywhere, also in recordings, what a stream shows.
    case publish(tracks: [MediaTrack], recording: String?, secret: String)
    /// Records someone's streams to files whose names begin so, or stops.
    case record(to: String?, secret: String)
    /// Begins to watch. `privateID` is what `join` told, so that who is put out stops watching too.
    case watch(room: String, pin: String, privateID: Int64, streams: [StreamID])
    case update(add: [StreamID], remove: [StreamID])
    /// Takes the answer that goes with it.
    case start
    case tune([Tuning])
    /// Makes a new offer for a watching connection (ICE restart).
    case restart

    /// How much a room takes.
    struct Limits: Hashable {
        /// People at once; Janus' own default is three.
        var people = 250
        /// Bits a second for all layers of one person's picture together.
        var bitrate = 1_500_000
    }

    /// The body of the message.
    var body: JSONValue {
        switch self {
        case .create(let room, let secret, let pin, let key, let limits):
            Self.object("create", ["admin_key": .string(key), "room": .string(room)])
                .adding(["secret": .string(secret), "pin": .string(pin), "is_private": .bool(true)])
                .adding(["publishers": .integer(Int64(limits.people)), "bitrate": .integer(Int64(limits.bitrate))])
                .adding(["bitrate_cap": .bool(true), "fir_freq": .integer(0), "audiocodec": .string("opus")])
                // Every browser reads it, and a recording of it needs no other encoding.
                .adding(["videocodec": .string("vp8"), "opus_fec": .bool(true), "audiolevel_event": .bool(true)])
                .adding(["audio_active_packets": .integer(25), "audio_level_average": .integer(70)])
                // No `rec_dir`: with it a recording fails and is still answered with `ok`.
                .adding(["notify_joining": .bool(false), "require_pvtid": .bool(true), "lock_record": .bool(true)])
        case .exists(let room): Self.object("exists", ["room": .string(room)])
        case .participants(let room, let secret):
            Self.object("listparticipants", ["room": .string(room), "secret": .string(secret)])
        case .destroy(let room, let secret):
            Self.object("destroy", ["room": .string(room), "secret": .string(secret)])
        case .join(let room, let pin, let participant, let name):
            Self.object("join", ["ptype": .string("publisher"), "room": .string(room), "pin": .string(pin)])
                .adding(["id": .string(participant), "display": .string(name)])
        case .kick(let room, let secret, let participant):
            Self.object("kick", ["room": .string(room), "secret": .string(secret), "id": .string(participant)])
        case .moderate(let room, let secret, let participant, let mid, let isMuted):
            Self.object("moderate", ["room": .string(room), "secret": .string(secret), "id": .string(participant)])
                .adding(["mid": .string(mid), "mute": .bool(isMuted)])
        case .publish(let tracks, let recording, let secret):
            Self.object("configure", ["audio": .bool(true), "video": .bool(true)])
                .adding(["descriptions": .array(tracks.map(Self.description))])
                .adding(recording == nil ? [:] : Self.recording(to: recording, secret: secret))
        case .record(let path, let secret):
            Self.object("configure", [:]).adding(Self.recording(to: path, secret: secret))
        case .watch(let room, let pin, let privateID, let streams):
            // With `autoupdate` it would make offers by itself, into the middle of ours.
            Self.object("join", ["ptype": .string("subscriber"), "room": .string(room), "pin": .string(pin)])
                .adding(["private_id": .integer(privateID), "use_msid": .bool(true), "autoupdate": .bool(false)])
                .adding(["streams": .array(streams.map(Self.stream))])
        case .update(let add, let remove):
            Self.object("update", [:])
                .adding(add.isEmpty ? [:] : ["subscribe": .array(add.map(Self.stream))])
                .adding(remove.isEmpty ? [:] : ["unsubscribe": .array(remove.map(Self.stream))])
        case .start: Self.object("start", [:])
        case .tune(let tunings): Self.object("configure", ["streams": .array(tunings.map(Self.tuning))])
        case .restart: Self.object("configure", ["restart": .bool(true)])
        }
    }

    private static func description(_ track: MediaTrack) -> JSONValue {
        JSONValue.object([]).adding(["mid": .string(track.mid), "description": .string(track.kind.rawValue)])
    }

    private static func stream(_ stream: StreamID) -> JSONValue {
        JSONValue.object([]).adding(["feed": .string(stream.participant.rawValue), "mid": .string(stream.mid)])
    }

    private static func tuning(_ tuning: Tuning) -> JSONValue {
        let fields: KeyValuePairs<String, JSONValue> = [
            "mid": .string(tuning.mid), "send": .bool(tuning.isSent), "substream": .integer(Int64(tuning.layer)),
        ]
        return JSONValue.object([]).adding(fields)
    }

    private static func recording(to path: String?, secret: String) -> KeyValuePairs<String, JSONValue> {
        guard let path else { return ["record": .bool(false), "secret": .string(secret)] }
        return ["record": .bool(true), "filename": .string(path), "secret": .string(secret)]
    }

    private static func object(_ request: String, _ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        JSONValue.object([JSONValue.Member(key: "request", value: .string(request))]).adding(members)
    }
}

extension JSONValue {
    /// An object with more members behind its own.
    fileprivate func adding(_ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + more.map { Member(key: $0.key, value: $0.value) })
    }
}
