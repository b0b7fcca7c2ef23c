import FoundationEssentials
import Meetings

extension PageMessage {
    /// What happens on the whiteboard.
    enum WhiteboardNews: Hashable, Sendable {
        /// Somebody showed it or put it away.
        case shown(Bool, by: String)
        /// Somebody else drew this, a stroke or the next part of one.
        case drawn(Whiteboard.Stroke)
        case erased([Whiteboard.StrokeID])
        case cleared(by: String)
        /// It takes no more of what this person draws.
        case full
    }
}

extension PageMessage.Saying {
    /// The fields of the messages about the whiteboard; which of them count depends on `t`.
    private struct Fields: Decodable {
        var on: Bool?
        var number: Int?
        var color: String?
        var width: String?
        var points: [Int]?
        var ids: [String]?
    }

    /// Reads a message about the whiteboard; nil when it is none.
    init?(whiteboard name: String, _ text: Data) {
        guard ["whiteboard", "draw", "erase", "clear"].contains(name),
            let fields = try? JSONDecoder().decode(Fields.self, from: text)
        else { return nil }
        switch name {
        case "whiteboard":
            guard let on = fields.on else { return nil }
            self = .whiteboard(.show(on))
        case "draw":
            guard let number = fields.number, let points = fields.points, Self.areOnBoard(points),
                let color = fields.color.flatMap(Whiteboard.Color.init),
                let width = fields.width.flatMap(Whiteboard.Width.init)
            else { return nil }
            self = .whiteboard(.draw(number: number, color, width, points: points))
        case "erase":
            guard let ids = fields.ids else { return nil }
            self = .whiteboard(.erase(ids.compactMap(Whiteboard.StrokeID.init)))
        default: self = .whiteboard(.clear)
        }
    }

    private static func areOnBoard(_ points: [Int]) -> Bool {
        guard points.count.isMultiple(of: 2), (2...Whiteboard.partLimit * 2).contains(points.count) else {
            return false
        }
        return points.indices.allSatisfy { index in
            (0...(index.isMultiple(of: 2) ? Whiteboard.width : Whiteboard.height)).contains(points[index])
        }
    }
}

extension Whiteboard.StrokeID {
    /// Reads `participant/number`; nil for anything else.
    init?(_ word: String) {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        self.init(participant: ParticipantID(String(parts[0])), number: number)
    }

    var word: String { "\(participant.rawValue)/\(number)" }
}

extension Whiteboard: Encodable {
    private enum Key: String, CodingKey {
        case on, strokes
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(isShown, forKey: .on)
        try fields.encode(strokes, forKey: .strokes)
    }
}

extension Whiteboard.Stroke: Encodable {
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: PageMessage.FromServer.Key.self)
        try encode(into: &fields)
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(id.word, forKey: .id)
        try fields.encode(color.rawValue, forKey: .color)
        try fields.encode(width.rawValue, forKey: .width)
        try fields.encode(points, forKey: .points)
    }
}

extension PageMessage.WhiteboardNews {
    /// The value of the field `t`.
    var name: String {
        switch self {
        case .shown: "whiteboard"
        case .drawn: "stroke"
        case .erased: "erased"
        case .cleared: "cleared"
        case .full: "whiteboard-full"
        }
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        switch self {
        case .shown(let isShown, let name):
            try fields.encode(isShown, forKey: .on)
            try fields.encode(name, forKey: .by)
        case .drawn(let stroke): try stroke.encode(into: &fields)
        case .erased(let ids): try fields.encode(ids.map(\.word), forKey: .ids)
        case .cleared(let name): try fields.encode(name, forKey: .by)
        case .full: break
        }
    }
}
