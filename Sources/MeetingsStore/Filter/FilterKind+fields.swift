import Meetings

/// The vocabulary of each kind.
extension FilterKind {
    /// The fields that this kind has.
    public var fields: [FilterField] {
        switch self {
        case .rooms: Self.roomFields
        case .sessions: Self.sessionFields
        case .people: Self.personFields
        case .events: Self.eventFields
        case .recordings: Self.recordingFields
        case .themes: Self.themeFields
        case .deliveries: Self.deliveryFields
        case .alarms: Self.alarmFields
        case .requests: Self.requestFields
        case .plans: Self.planFields
        case .engines: Self.engineFields
        }
    }

    /// The flags that this kind has.
    public var flags: [FilterFlag] {
        switch self {
        case .rooms: Self.roomFlags
        case .sessions: Self.sessionFlags
        case .people: Self.personFlags
        case .events: Self.eventFlags
        case .recordings: Self.recordingFlags
        case .themes: Self.themeFlags
        case .deliveries: Self.deliveryFlags
        case .alarms: Self.alarmFlags
        case .requests: [FilterFlag("failed", "it came to nothing"), Self.marked]
        case .plans: [Self.marked]
        case .engines: [FilterFlag("draining", "it takes no new sessions"), Self.marked]
        }
    }

    private static let marked = FilterFlag("marked", "marked by you")

    private static let roomFields = [
        FilterField("name", .text, "display name"), FilterField("code", .text, "meeting code"),
        FilterField("id", .text, "id"), FilterField("type", .choice(RoomType.allCases.map(\.rawValue)), "room type"),
        FilterField("theme", .text, "theme, by name or id"), FilterField("people", .number, "people inside"),
        FilterField("hosts", .number, "hosts inside"), FilterField("guests", .number, "guests inside"),
        FilterField("waiting", .number, "people who wait to be let in"),
        FilterField("person", .text, "name of someone inside"),
        FilterField("status", .choice(["live", "idle", "closed"]), "what goes on"),
        FilterField("closes", .time, "when it will close"), FilterField("expires", .time, "the latest closing time"),
        FilterField("created", .time, "when it was made"), FilterField("length", .span, "how long it has been live"),
        FilterField("recording", .choice(["running", "auto", "off"]), "recording"),
        FilterField("alarm", .text, "rule of an open alarm"), FilterField("metadata", .text, "metadata"),
        FilterField("join", .choice(JoinApprovalLevel.allCases.map(\.rawValue)), "who waits before entering"),
        FilterField("microphone", .choice(MicrophoneState.allCases.map(\.rawValue)), "microphone when joining"),
        FilterField("language", .choice(Language.allCases.map(\.rawValue)), "language of the page"),
        FilterField("session", .text, "id of its live session"),
    ]

    private static let roomFlags = [
        FilterFlag("live", "a session goes on"), FilterFlag("idle", "open, and no session goes on"),
        FilterFlag("closed", "closed for good"), FilterFlag("empty", "nobody is inside"),
        FilterFlag("waiting", "somebody waits to be let in"), FilterFlag("hostless", "guests are inside and no host"),
        FilterFlag("locked", "locked for guests"), FilterFlag("recording", "a recording runs"),
        FilterFlag("autorecord", "recorded without asking"), FilterFlag("longterm", "a long-term room"),
        FilterFlag("instant", "an instant room"), FilterFlag("alarm", "an alarm is open"),
        FilterFlag("critical", "a critical alarm is open"), FilterFlag("warning", "a warning is open"), marked,
    ]

    private static let sessionFields = [
        FilterField("id", .text, "id"), FilterField("room", .text, "room, by name or id"),
        FilterField("people", .number, "people inside"), FilterField("seen", .number, "visits, those over counted"),
        FilterField("hosts", .number, "hosts inside"), FilterField("guests", .number, "guests inside"),
        FilterField("person", .text, "name of someone who was inside"),
        FilterField("started", .time, "when it began"), FilterField("ended", .time, "when it ended"),
        FilterField("length", .span, "how long it lasted"), FilterField("recordings", .number, "recordings"),
    ]

    private static let sessionFlags = [
        FilterFlag("live", "it goes on"), FilterFlag("ended", "it is over"), FilterFlag("locked", "locked for guests"),
        FilterFlag("recording", "a recording runs"), FilterFlag("recorded", "it has a recording"),
        FilterFlag("hostless", "guests are inside and no host"), FilterFlag("empty", "nobody is inside"), marked,
    ]

    private static let personFields = [
        FilterField("name", .text, "name"), FilterField("id", .text, "id"),
        FilterField("role", .choice(["host", "guest"]), "host or guest"),
        FilterField("room", .text, "room, by name or id"), FilterField("session", .text, "id of the session"),
        FilterField("joined", .time, "when the visit began"), FilterField("left", .time, "when the visit ended"),
        FilterField("stay", .span, "how long the visit lasted"),
        FilterField("waits", .choice(WaitingReason.allCases.map(\.rawValue)), "what the person waits for"),
    ]

    private static let personFlags = [
        FilterFlag("inside", "inside now"), FilterFlag("left", "gone"), FilterFlag("waiting", "waits to be let in"),
        FilterFlag("host", "a host"), FilterFlag("guest", "a guest"), marked,
    ]

    private static let eventFields = [
        FilterField("event", .text, "name of the event"), FilterField("room", .text, "room, by name or id"),
        FilterField("session", .text, "id of the session"), FilterField("who", .text, "whom or what it is about"),
        FilterField("host", .choice(["yes", "no"]), "a host came or went"),
        FilterField("code", .number, "last answer to the callback"),
        FilterField("status", .choice(DeliveryState.allCases.map(\.rawValue)), "what became of the callback"),
        FilterField("seq", .number, "number in the log"), FilterField("at", .time, "when it happened"),
        FilterField("age", .span, "how long ago"),
        FilterField("source", .choice(Source.allCases.map(\.rawValue)), "by which way it was heard"),
    ]

    private static let eventFlags = [
        FilterFlag("failed", "its callback was not taken"), FilterFlag("host", "a host came or went"),
        FilterFlag("joined", "someone came"), FilterFlag("left", "someone went"),
        FilterFlag("room", "about a room"), FilterFlag("session", "about a session"),
        FilterFlag("waiting", "about someone who waits"), FilterFlag("recording", "about a recording"),
        FilterFlag("theme", "about a theme"), FilterFlag("callback", "also sent as a callback"), marked,
    ]

    private static let recordingFields = [
        FilterField("id", .text, "id"), FilterField("room", .text, "room, by name or id"),
        FilterField("session", .text, "id of the session"),
        FilterField("status", .choice(RecordingStatus.allCases.map(\.rawValue)), "status"),
        FilterField("started", .time, "when it began"), FilterField("ended", .time, "when it ended"),
        FilterField("length", .span, "how long it is"), FilterField("url", .text, "where its file is"),
    ]

    private static let recordingFlags = [
        FilterFlag("running", "it goes on"), FilterFlag("paused", "it is paused"),
        FilterFlag("stopped", "it is over and not uploaded"), FilterFlag("uploaded", "its file can be fetched"),
        FilterFlag("failed", "there is no film of it"), FilterFlag("live", "its session goes on"), marked,
    ]

    private static let themeFields = [
        FilterField("name", .text, "name"), FilterField("id", .text, "id"), FilterField("brand", .text, "brand text"),
        FilterField("color", .text, "main color"), FilterField("url", .text, "short company URL"),
        FilterField("domain", .text, "domain"), FilterField("rooms", .number, "open rooms that use it"),
    ]

    private static let themeFlags = [
        FilterFlag("used", "an open room uses it"), FilterFlag("unused", "no open room uses it"),
        FilterFlag("logo", "it has a logo"), FilterFlag("favicon", "it has a favicon"), marked,
    ]

    private static let engineFields = [
        FilterField("name", .text, "name"), FilterField("state", .choice(MediaState.allCases.map(\.rawValue)), "state"),
        FilterField("sessions", .number, "sessions on it"), FilterField("streams", .number, "streams that it sends"),
        FilterField("restarts", .number, "how often it was started again"),
    ]

    private static let deliveryFields = [
        FilterField("id", .text, "number of the delivery"), FilterField("seq", .number, "number of its event"),
        FilterField("event", .text, "name of the event"), FilterField("room", .text, "room, by name or id"),
        FilterField("url", .text, "where it goes"),
        FilterField("kind", .choice(CallbackKind.allCases.map(\.rawValue)), "kind of callback"),
        FilterField("state", .choice(DeliveryState.allCases.map(\.rawValue)), "what became of it"),
        FilterField("attempts", .number, "attempts so far"), FilterField("code", .number, "last answer"),
        FilterField("error", .text, "why the last attempt failed"), FilterField("webhook", .text, "webhook-id"),
        FilterField("created", .time, "when it was due first"), FilterField("next", .time, "when it is tried next"),
        FilterField("age", .span, "how long ago it was due first"),
    ]

    private static let deliveryFlags = [
        FilterFlag("pending", "on its way"), FilterFlag("delivered", "taken"), FilterFlag("dead", "given up"),
        FilterFlag("failed", "the last attempt was not taken"), FilterFlag("parked", "held with its room"),
        FilterFlag("paused", "its receiver is paused"), FilterFlag("retried", "tried more than once"), marked,
    ]

    private static let alarmFields = [
        FilterField("rule", .text, "rule"), FilterField("room", .text, "room, by name or id"),
        FilterField("object", .text, "id of what it is about"),
        FilterField("level", .choice(["warning", "critical"]), "how much it matters"),
        FilterField("state", .choice(["open", "acknowledged", "snoozed"]), "who has seen it"),
        FilterField("began", .time, "when it began"), FilterField("age", .span, "how long it stands"),
        FilterField("note", .text, "note"), FilterField("operator", .text, "who acknowledged it"),
    ]

    private static let alarmFlags = [
        FilterFlag("open", "nobody has seen it"), FilterFlag("acknowledged", "somebody takes care of it"),
        FilterFlag("snoozed", "put off for a while"), FilterFlag("critical", "critical"),
        FilterFlag("warning", "a warning"), marked,
    ]

    private static let requestFields = [
        FilterField("method", .text, "method"), FilterField("path", .text, "path"),
        FilterField("code", .number, "status of the answer"), FilterField("took", .span, "how long it took"),
        FilterField("at", .time, "when it was sent"), FilterField("error", .text, "why it came to nothing"),
    ]

    private static let planFields = [
        FilterField("room", .text, "room"), FilterField("note", .text, "note"), FilterField("host", .text, "host"),
    ]
}
