public import Meetings

/// The JSON of how sound and picture fare, an extension.
public enum MediaReportJSON {
    /// Every field; what is not known as `null`.
    public static func write(_ report: MediaReport) -> [UInt8] {
        JSONWriter.bytes(capacity: 1024) { writer in
            writer.object { writer in
                writer.field("state", report.state.rawValue)
                writer.array("engines") { writer in
                    for engine in report.engines { write(engine, to: &writer) }
                }
                writer.object("turn") { writer in
                    writer.field("state", report.turn.state.rawValue)
                    writer.array("urls") { writer in for url in report.turn.urls { writer.string(url) } }
                    writer.field("restarts", report.turn.restarts)
                }
                writer.array("sessions") { writer in
                    for session in report.sessions {
                        writer.object { writer in
                            writer.field("session_id", session.sessionID.rawValue)
                            writer.field("engine", session.engine)
                            writer.field("connected", session.connected)
                            writer.field("poor", session.poor)
                        }
                    }
                }
                writer.array("problems") { writer in
                    for problem in report.problems {
                        writer.object { writer in
                            writer.field("part", problem.part)
                            writer.field("text", problem.text)
                            writer.field("fix", problem.fix)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ engine: MediaEngineReport, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", engine.name)
            writer.field("state", engine.state.rawValue)
            writer.field("version", engine.version)
            writer.field("sessions", engine.sessions)
            writer.field("connections", engine.connections)
            writer.field("streams", engine.streams)
            writer.field("capacity", engine.capacity)
            writer.field("draining", engine.isDraining)
            writer.field("restarts", engine.restarts)
            writer.key("memory")
            if let memory = engine.memory { writer.integer(Int64(memory)) } else { writer.null() }
            writer.key("cpu")
            if let processor = engine.processor { writer.number(processor) } else { writer.null() }
        }
    }

    /// Throws when a field is missing or has the wrong type. A state that is not known counts as failing.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> MediaReport {
        let fields = try FieldReader(body: bytes)
        let turn = try fields.object("turn")
        return MediaReport(
            state: state(try fields.requiredString("state")),
            engines: try (fields.objects("engines") ?? []).map(engine),
            turn: TurnReport(
                state: try turn?.string("state").flatMap { TurnState(rawValue: $0) } ?? .off,
                urls: try turn?.array("urls")?.compactMap { if case .string(let url) = $0 { url } else { nil } } ?? [],
                restarts: try turn?.count("restarts", otherwise: 0) ?? 0),
            sessions: try (fields.objects("sessions") ?? []).map { (fields) throws(WireError) in
                SessionMediaSummary(
                    sessionID: SessionID(try fields.requiredString("session_id")), engine: try fields.string("engine"),
                    connected: try fields.count("connected", otherwise: 0), poor: try fields.count("poor", otherwise: 0)
                )
            },
            problems: try (fields.objects("problems") ?? []).map { (fields) throws(WireError) in
                MediaFault(
                    part: try fields.string("part") ?? "", text: try fields.requiredString("text"),
                    fix: try fields.string("fix") ?? "")
            })
    }

    private static func engine(_ fields: FieldReader) throws(WireError) -> MediaEngineReport {
        MediaEngineReport(
            name: try fields.requiredString("name"), state: state(try fields.requiredString("state")),
            version: try fields.string("version"), sessions: try fields.count("sessions", otherwise: 0),
            connections: try fields.count("connections", otherwise: 0),
            streams: try fields.count("streams", otherwise: 0), capacity: try fields.count("capacity", otherwise: 0),
            isDraining: try fields.boolean("draining") ?? false, restarts: try fields.count("restarts", otherwise: 0),
            memory: try fields.integer("memory").map { Int(clamping: $0) }, processor: try fields.number("cpu"))
    }

    private static func state(_ text: String) -> MediaState { MediaState(rawValue: text) ?? .failing }
}
