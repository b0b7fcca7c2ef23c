public import Meetings

/// The JSON of how each person in a session fares, an extension.
public enum SessionMediaJSON {
    /// Every field; what is not known as `null`.
    public static func write(_ media: SessionMedia) -> [UInt8] {
        JSONWriter.bytes(capacity: 128 + media.people.count * 256) { writer in
            writer.object { writer in
                writer.field("session_id", media.sessionID.rawValue)
                writer.field("engine", media.engine)
                writer.array("participants") { writer in
                    for person in media.people { write(person, to: &writer) }
                }
            }
        }
    }

    private static func write(_ person: ParticipantMedia, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("participant_id", person.id.rawValue)
            writer.field("connected", person.isConnected)
            writer.field("mic", person.hasMicrophone)
            writer.field("camera", person.hasCamera)
            writer.field("screen", person.hasScreen)
            writer.field("hand", person.hasHandUp)
            writer.field("talking", person.isTalking)
            guard let quality = person.quality else {
                writer.key("quality")
                return writer.null()
            }
            writer.object("quality") { writer in
                writer.field("level", quality.level.rawValue)
                writer.key("rtt")
                if let time = quality.roundTrip { writer.integer(Int64(time)) } else { writer.null() }
                writer.key("loss")
                if let loss = quality.loss { writer.number(loss) } else { writer.null() }
            }
        }
    }

    /// Throws when a field is missing or has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> SessionMedia {
        let fields = try FieldReader(body: bytes)
        return SessionMedia(
            sessionID: SessionID(try fields.requiredString("session_id")), engine: try fields.string("engine"),
            people: try (fields.objects("participants") ?? []).map(person))
    }

    private static func person(_ fields: FieldReader) throws(WireError) -> ParticipantMedia {
        ParticipantMedia(
            id: ParticipantID(try fields.requiredString("participant_id")),
            isConnected: try fields.boolean("connected") ?? false,
            hasMicrophone: try fields.boolean("mic") ?? false, hasCamera: try fields.boolean("camera") ?? false,
            hasScreen: try fields.boolean("screen") ?? false, hasHandUp: try fields.boolean("hand") ?? false,
            isTalking: try fields.boolean("talking") ?? false,
            quality: try fields.object("quality").map { (fields) throws(WireError) in
                ConnectionQuality(
                    level: try fields.required(
                        "level", fields.string("level").flatMap { ConnectionQuality.Level(rawValue: $0) }),
                    roundTrip: try fields.integer("rtt").map { Int(clamping: $0) }, loss: try fields.number("loss"))
            })
    }
}
