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
            guard let control = LiveRoom.Control(fields.t, participant: fields.id.map { ParticipantID($0) }) else {
                return nil
            }
            self = .control(control)
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
        case ("lock", _): self = .lock
        case ("unlock", _): self = .unlock
        case ("end", _): self = .end
        default: return nil
        }
    }
}

extension PageMessage.FromServer: Encodable {
    private enum Key: String, CodingKey {
        case t, room, role, people, reason, text, you, members, resume, member, id, why, code, locked
        case brandText = "brand_text"
        case mainColor = "main_color"
        case `for`
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .welcome(let room, let brandText, let mainColor, let isHost, let people):
            try fields.encode("welcome", forKey: .t)
            try fields.encode(room, forKey: .room)
            try fields.encodeIfPresent(brandText, forKey: .brandText)
            try fields.encodeIfPresent(mainColor, forKey: .mainColor)
            try fields.encode(isHost ? "host" : "guest", forKey: .role)
            try fields.encode(people, forKey: .people)
        case .refused(let refusal, let sentence):
            try fields.encode("refused", forKey: .t)
            try fields.encode(refusal.rawValue, forKey: .reason)
            try fields.encode(sentence ?? refusal.text, forKey: .text)
        case .waiting(let reason):
            try fields.encode("waiting", forKey: .t)
            try fields.encode(reason.rawValue, forKey: .for)
        case .entered(let you, let members, let resume, let isLocked):
            try fields.encode("entered", forKey: .t)
            try fields.encode(you, forKey: .you)
            try fields.encode(members, forKey: .members)
            try fields.encodeIfPresent(resume, forKey: .resume)
            try fields.encode(isLocked, forKey: .locked)
        case .memberJoined(let member):
            try fields.encode("member-joined", forKey: .t)
            try fields.encode(member, forKey: .member)
        case .memberLeft(let id):
            try fields.encode("member-left", forKey: .t)
            try fields.encode(id.rawValue, forKey: .id)
        case .knocking(let people):
            try fields.encode("knocking", forKey: .t)
            try fields.encode(people, forKey: .people)
        case .locked(let isLocked):
            try fields.encode("locked", forKey: .t)
            try fields.encode(isLocked, forKey: .locked)
        case .ended(let ending):
            try fields.encode("ended", forKey: .t)
            try fields.encode(ending.rawValue, forKey: .why)
            try fields.encode(ending.text, forKey: .text)
        case .pong: try fields.encode("pong", forKey: .t)
        case .error(let text):
            try fields.encode("error", forKey: .t)
            try fields.encode(text, forKey: .text)
        }
    }

    /// One frame's text.
    func bytes() throws -> [UInt8] { try Array(JSONEncoder().encode(self)) }
}
