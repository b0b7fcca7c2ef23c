import FoundationEssentials
import Meetings
import MeetingsMedia

extension PageMessage.FromPage {
    /// The fields of the messages about media and people; which of them count depends on `t`.
    private struct Fields: Decodable {
        var attempt: Int?
        var sdp: String?
        var tracks: [MediaTrack]?
        var pc: PeerConnectionKind?
        var candidate: IceCandidate?
        var tiles: [Tile]?
        var emoji: String?
        var text: String?
        var level: String?
        var rtt: Int?
        var loss: Double?
        var id: String?
        var kind: TrackKind?
        var on: Bool?
    }

    private struct Tile: Decodable {
        var id: String
        var kind: TrackKind
        var size: ViewedTile.Size
    }

    /// Reads a message that has more to it than words; nil when it is none.
    init?(richer name: String, _ text: [UInt8]) {
        let data = Data(text)
        if name == "state" {
            guard let state = try? JSONDecoder().decode(PageMessage.MemberState.self, from: data) else { return nil }
            self = .say(.state(state))
            return
        }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: data) else { return nil }
        let drawing = PageMessage.Saying(whiteboard: name, data).map(Self.say)
        guard let message = Self(media: name, fields) ?? Self(saying: name, fields) ?? drawing else { return nil }
        self = message
    }

    private init?(media name: String, _ fields: Fields) {
        func negotiate(_ negotiation: Negotiation) -> Self { .media(.negotiate(negotiation, attempt: fields.attempt)) }
        switch name {
        case "publish":
            guard let sdp = fields.sdp, let tracks = fields.tracks else { return nil }
            self = negotiate(.publish(offer: sdp, tracks: tracks))
        case "ice":
            guard let connection = fields.pc else { return nil }
            self = negotiate(.candidate(connection, fields.candidate))
        case "subscribe-answer":
            guard let sdp = fields.sdp else { return nil }
            self = negotiate(.answer(sdp: sdp))
        case "ice-restart": self = negotiate(.restart)
        case "view":
            guard let tiles = fields.tiles else { return nil }
            self = .media(
                .view(tiles.map { ViewedTile(participant: ParticipantID($0.id), kind: $0.kind, size: $0.size) }))
        default: return nil
        }
    }

    private init?(saying name: String, _ fields: Fields) {
        switch name {
        case "react":
            guard let emoji = fields.emoji, PageMessage.reactions.contains(emoji) else { return nil }
            self = .say(.react(emoji))
        case "chat":
            guard let text = fields.text, text.utf8.count <= PageMessage.chatLimit * 4 else { return nil }
            self = .say(.chat(text))
        case "quality":
            guard let level = fields.level.flatMap(ConnectionQuality.Level.init), let rtt = fields.rtt,
                let loss = fields.loss,
                (0...60_000).contains(rtt), (0...1).contains(loss)
            else { return nil }
            self = .say(.quality(.init(level: level, roundTrip: rtt, loss: loss)))
        case "record":
            guard let on = fields.on else { return nil }
            self = .record(on)
        case "mute":
            guard let id = fields.id, let kind = fields.kind, kind != .screen else { return nil }
            self = .control(.mute(ParticipantID(id), kind))
        default: return nil
        }
    }
}

extension PageMessage.Member {
    private enum Key: String, CodingKey {
        case id, name, host
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(name, forKey: .name)
        try fields.encode(host, forKey: .host)
        try state.encode(to: encoder)
    }
}

extension PageMessage.MemberState {
    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(mic, forKey: .mic)
        try fields.encode(camera, forKey: .camera)
        try fields.encode(screen, forKey: .screen)
        try fields.encode(hand, forKey: .hand)
    }
}

extension PageMessage.ChatMessage: Encodable {
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: PageMessage.FromServer.Key.self)
        try encode(into: &fields)
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(id, forKey: .id)
        try fields.encode(from.rawValue, forKey: .from)
        try fields.encode(name, forKey: .name)
        try fields.encode(isHost, forKey: .host)
        try fields.encode(text, forKey: .text)
        try fields.encode(at.milliseconds, forKey: .at)
    }
}

extension PageMessage.Entry {
    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(you, forKey: .you)
        try fields.encode(members, forKey: .members)
        try fields.encodeIfPresent(resume, forKey: .resume)
        try fields.encode(isLocked, forKey: .locked)
        try fields.encode(chat, forKey: .chat)
        try fields.encodeIfPresent(recording, forKey: .recording)
        try fields.encodeIfPresent(whiteboard, forKey: .whiteboard)
    }
}

extension PageMessage.Welcome {
    private struct Features: Encodable {
        var recording: Bool
        var autoRecord: Bool
        var chat: Bool
        var whiteboard: Bool
        var localeSwitcher: Bool
        var captions: Bool

        enum CodingKeys: String, CodingKey {
            case recording, chat, whiteboard, captions
            case autoRecord = "auto_record"
            case localeSwitcher = "locale_switcher"
        }

        init(_ room: Room) {
            recording = room.features.recording
            autoRecord = room.recordingOptions.autoRecord
            chat = room.features.chat
            whiteboard = room.features.whiteboard
            localeSwitcher = room.features.localeSwitcher
            captions = room.features.captions
        }
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(room.displayName.scrubbed(), forKey: .room)
        try fields.encodeIfPresent(theme?.brandText.scrubbed(), forKey: .brandText)
        try fields.encodeIfPresent(theme?.mainColor, forKey: .mainColor)
        try fields.encode(isHost ? "host" : "guest", forKey: .role)
        try fields.encode(people, forKey: .people)
        try fields.encode(Features(room), forKey: .features)
        try fields.encode(room.initialMicrophone.rawValue, forKey: .microphone)
        try fields.encode(room.language.rawValue, forKey: .language)
    }
}

extension PageMessage.MediaNews {
    private struct Shown: Encodable {
        var mid: String
        var id: String?
        var kind: TrackKind?
        var active: Bool

        init(_ stream: ShownStream) {
            mid = stream.mid
            id = stream.source?.participant.rawValue
            kind = stream.source?.kind
            active = stream.source != nil
        }
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        switch self {
        case .availability(let availability, let servers):
            try fields.encode(availability.word, forKey: .state)
            try fields.encodeIfPresent(availability.text, forKey: .text)
            guard case .ready(let attempt) = availability else { return }
            try fields.encode(attempt, forKey: .attempt)
            try fields.encode(servers, forKey: .iceServers)
        case .answer(let sdp): try fields.encode(sdp, forKey: .sdp)
        case .offer(let sdp, let streams):
            try fields.encode(sdp, forKey: .sdp)
            try fields.encode(streams.map(Shown.init), forKey: .map)
        case .candidate(let connection, let candidate):
            try fields.encode(connection, forKey: .pc)
            try fields.encode(candidate, forKey: .candidate)
        case .connected(let connection): try fields.encode(connection, forKey: .pc)
        case .problem(let problem):
            try fields.encode(problem.rawValue, forKey: .reason)
            try fields.encode(problem.text, forKey: .text)
        case .talking(let id, let isTalking):
            try fields.encode(id.rawValue, forKey: .id)
            try fields.encode(isTalking, forKey: .on)
        }
    }
}
