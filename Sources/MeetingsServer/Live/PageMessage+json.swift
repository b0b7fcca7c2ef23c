import FoundationEssentials
import Meetings

extension PageMessage.FromPage {
    /// The fields of every message together; which of them count depends on `t`.
    private struct Fields: Decodable {
        var t: String
        var roomToken: String?
        var participantToken: String?
        var resume: String?
        var name: String?
        var id: String?

        enum CodingKeys: String, CodingKey {
            case t, resume, name, id
            case roomToken = "room_token"
            case participantToken = "participant_token"
        }
    }

    /// Reads one frame; nil when it is no message of the page.
    init?(_ text: [UInt8]) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(text)) else { return nil }
        switch fields.t {
        case "hello":
            guard let roomToken = fields.roomToken else { return nil }
            self = .hello(roomToken: roomToken, participantToken: fields.participantToken, resume: fields.resume)
        case "enter":
            guard let name = fields.name else { return nil }
            self = .enter(name: name)
        case "leave": self = .leave
        case "ping": self = .ping
        default:
            if let control = LiveRoom.Control(fields.t, participant: fields.id.map { ParticipantID($0) }) {
                self = .control(control)
            } else if let more = Self(richer: fields.t, text) {
                self = more
            } else {
                return nil
            }
        }
    }
}

extension LiveRoom.Control {
    /// Nil for a word that is none, and where the participant is missing.
    fileprivate init?(_ word: String, participant: ParticipantID?) {
        switch (word, participant) {
        case ("admit", let guest?): self = .admit(guest)
        case ("deny", let guest?): self = .deny(guest)
        case ("remove", let person?): self = .remove(person)
        case ("admit-all", _): self = .admitAll
        case ("mute-all", _): self = .muteAll
        case ("lock", _): self = .lock
        case ("unlock", _): self = .unlock
        case ("end", _): self = .end
        default: return nil
        }
    }
}

extension PageMessage.FromServer: Encodable {
    enum Key: String, CodingKey {
        case t, room, role, people, reason, text, you, members, resume, member, id, why, code, locked
        case chat, features, microphone, language, mic, camera, screen, hand, emoji, level, kind
        case recording, since, by
        case whiteboard, color, width, points, ids
        case state, attempt, iceServers = "ice_servers", sdp, map, pc, candidate, on, from, name, host, at
        case brandText = "brand_text"
        case mainColor = "main_color"
        case `for`
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(name, forKey: .t)
        switch self {
        case .welcome(let welcome): try welcome.encode(into: &fields)
        case .refused(let refusal, let sentence):
            try fields.encode(refusal.rawValue, forKey: .reason)
            try fields.encode(sentence ?? refusal.text, forKey: .text)
        case .waiting(let reason): try fields.encode(reason.rawValue, forKey: .for)
        case .entered(let entry): try entry.encode(into: &fields)
        case .memberJoined(let member): try fields.encode(member, forKey: .member)
        case .memberLeft(let id): try fields.encode(id.rawValue, forKey: .id)
        case .knocking(let people): try fields.encode(people, forKey: .people)
        case .locked(let isLocked): try fields.encode(isLocked, forKey: .locked)
        case .ended(let ending):
            try fields.encode(ending.rawValue, forKey: .why)
            try fields.encode(ending.text, forKey: .text)
        case .memberState(let id, let state):
            try fields.encode(id.rawValue, forKey: .id)
            try state.encode(into: &fields)
        case .reaction(let id, let emoji):
            try fields.encode(id.rawValue, forKey: .id)
            try fields.encode(emoji, forKey: .emoji)
        case .chat(let message): try message.encode(into: &fields)
        case .quality(let id, let level):
            try fields.encode(id.rawValue, forKey: .id)
            try fields.encode(level.rawValue, forKey: .level)
        case .recording(let news): try news.encode(into: &fields)
        case .whiteboard(let news): try news.encode(into: &fields)
        case .moderated(let kind): try fields.encode(kind, forKey: .kind)
        case .media(let news): try news.encode(into: &fields)
        case .pong: break
        case .error(let complaint):
            try fields.encode(complaint.rawValue, forKey: .code)
            try fields.encode(complaint.text, forKey: .text)
        }
    }

    /// The value of the field `t`.
    private var name: String {
        switch self {
        case .welcome: "welcome"
        case .refused: "refused"
        case .waiting: "waiting"
        case .entered: "entered"
        case .memberJoined: "member-joined"
        case .memberLeft: "member-left"
        case .knocking: "knocking"
        case .locked: "locked"
        case .ended: "ended"
        case .memberState: "member-state"
        case .reaction: "reaction"
        case .chat: "chat"
        case .quality: "quality"
        case .moderated: "moderated"
        case .recording: "recording"
        case .whiteboard(let news): news.name
        case .media(let news): news.name
        case .pong: "pong"
        case .error: "error"
        }
    }

    /// One frame's text.
    func bytes() throws -> [UInt8] { try Array(JSONEncoder().encode(self)) }
}
