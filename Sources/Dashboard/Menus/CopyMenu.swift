import Meetings
import MeetingsStore
import TerminalUI

/// The menu of what can be copied of some objects.
struct CopyMenu: Equatable, Sendable {
    /// What it is about: the marked rows, or one.
    let objects: [ObjectID]
    /// True after `w`: the choice is shown to be taken by hand instead of being copied.
    var showsText = false
}

/// What can be copied of a room, and of what belongs to one.
enum CopyChoice: CaseIterable, Sendable {
    case guestLink, hostLink, meetingCode, objectID, json, curl, dialIn, invitation, qr

    var key: Character {
        switch self {
        case .guestLink: "g"
        case .hostLink: "h"
        case .meetingCode: "c"
        case .objectID: "i"
        case .json: "j"
        case .curl: "k"
        case .dialIn: "d"
        case .invitation: "m"
        case .qr: "r"
        }
    }

    var title: String {
        switch self {
        case .guestLink: "guest URL"
        case .hostLink: "host URL"
        case .meetingCode: "meeting code"
        case .objectID: "id"
        case .json: "JSON"
        case .curl: "curl"
        case .dialIn: "dial-in"
        case .invitation: "invitation"
        case .qr: "QR code"
        }
    }

    /// True where whoever gets it can come in.
    var isLink: Bool { [.guestLink, .hostLink, .invitation, .qr].contains(self) }

    /// What the action is called after `:`.
    var actionID: Action.ID {
        switch self {
        case .qr: "show-qr-code"
        default: Action.ID(rawValue: "copy-" + title.replacing(" ", with: "-").lowercased())
        }
    }

    /// What the result calls it.
    var label: String {
        switch self {
        case .guestLink: "guest link"
        case .hostLink: "host link"
        default: title
        }
    }

    /// True for what only rooms have.
    var isOfRoom: Bool {
        switch self {
        case .objectID, .json, .curl: false
        default: true
        }
    }
}

extension Model {
    /// What one choice gives for one object; nil where it is not known, or has to be asked for.
    func text(_ choice: CopyChoice, of object: ObjectID) -> String? {
        let room = room(of: object)?.room
        switch choice {
        case .guestLink, .qr: return room?.links.guest
        case .hostLink: return room?.links.host
        case .meetingCode: return room?.meetingCode
        case .objectID:
            if case .alarm = object { return room?.id.rawValue }
            return object.text
        case .dialIn:
            guard let room, let dialIn, !dialIn.isEmpty else { return nil }
            return (dialIn + ["Code: \(RoomFacts.grouped(room.meetingCode))"]).joined(separator: "\n")
        case .invitation: return room.map { invitation(to: $0) }
        case .json, .curl: return nil
        }
    }

    /// What can be sent to somebody who is to come.
    private func invitation(to room: Room) -> String {
        var lines = ["You are invited to: \(room.displayName)"]
        if room.type == .longTerm {
            let offset = utcOffset / 60
            let zone = offset == 0 ? "UTC" : "UTC\(offset < 0 ? "-" : "+")\(Self.span(minutes: abs(offset)))"
            lines.append("Open until: \(TimeText.full(room.expiresAt, utcOffset: utcOffset)) (\(zone))")
        }
        if let link = room.links.guest { lines.append("Join here: \(link)") }
        lines.append("Meeting code: \(RoomFacts.grouped(room.meetingCode))")
        if let dialIn, !dialIn.isEmpty { lines.append("By telephone: \(dialIn.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }

    private static func span(minutes: Int) -> String {
        minutes % 60 == 0 ? "\(minutes / 60)" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    /// What the API calls an object.
    func resource(_ object: ObjectID) -> Resource? {
        switch object {
        case .room(let id): .room(id)
        case .session(let id): .session(id)
        case .theme(let id): .theme(id)
        case .recording(let id): .recording(id)
        case .alarm: room(of: object).map { .room($0.id) }
        case .person(let id): state.people[id].map { .session($0.participant.sessionID) }
        case .delivery, .event, .planned, .request, .engine: nil
        }
    }
}
