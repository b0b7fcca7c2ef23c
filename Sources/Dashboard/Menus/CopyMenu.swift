import Meetings

/// The menu of what can be copied of one room.
struct CopyMenu: Equatable, Sendable {
    let room: RoomID
    /// True after `w`: the choice is shown to be taken by hand instead of being copied.
    var showsText = false
}

/// What can be copied of a room.
enum CopyChoice: CaseIterable, Sendable {
    case guestLink, hostLink, meetingCode, roomID

    var key: Character {
        switch self {
        case .guestLink: "g"
        case .hostLink: "h"
        case .meetingCode: "c"
        case .roomID: "i"
        }
    }

    var title: String {
        switch self {
        case .guestLink: "guest URL"
        case .hostLink: "host URL"
        case .meetingCode: "meeting code"
        case .roomID: "room id"
        }
    }

    /// What the result calls it.
    var label: String {
        switch self {
        case .guestLink: "guest link"
        case .hostLink: "host link"
        case .meetingCode: "meeting code"
        case .roomID: "room id"
        }
    }

    func text(of room: Room) -> String? {
        switch self {
        case .guestLink: room.links.guest
        case .hostLink: room.links.host
        case .meetingCode: room.meetingCode
        case .roomID: room.id.rawValue
        }
    }
}
