import Meetings
import MeetingsStorage
import Synchronization

/// The addresses that the server gives out: links of rooms, links between pages of a listing.
struct Links: Sendable {
    let base: LinkBase
    let hostKey: HostToken.Key
    let clock: any WallClock

    /// The guest link: it ends with the meeting code; a theme's short company URL stands before it.
    func guest(_ room: Room, theme: Theme?) -> String { "\(base(theme))/\(room.meetingCode)" }

    /// The room as a client sees it: with both links, the host's made anew.
    func room(_ stored: StoredRoom, theme: Theme?) -> Room {
        var room = stored.room
        let token = hostKey.token(for: stored.hostID, now: clock.now)
        room.links = RoomLinks(
            guest: guest(room, theme: theme),
            host: "\(base(theme))/?room_token=\(room.meetingCode)&participant_token=\(token)")
        return room
    }

    /// The room as an event tells it: no host link.
    func announced(_ room: Room, theme: Theme?) -> Room {
        var room = room
        room.links = RoomLinks(guest: guest(room, theme: theme))
        return room
    }

    /// The theme as a client sees it: with the links of the pictures that this server keeps.
    func theme(_ theme: Theme) -> Theme {
        var linked = theme
        for kind in LogoKind.allCases where theme[kind].url == nil {
            linked[kind].url = theme[kind].key.map { "\(publicURL)/_/\($0)" }
        }
        return linked
    }

    /// What every link begins with, without a trailing slash.
    var publicURL: String { base.url }

    private func base(_ theme: Theme?) -> String { publicURL + (theme?.shortCompanyURL.map { "/\($0)" } ?? "") }
}

/// What links begin with. Known for certain once the server listens: before that a port may still be any free one.
final class LinkBase: Sendable {
    private let text: Mutex<String>

    init(_ url: String) { text = Mutex(url) }

    var url: String { text.withLock { $0 } }

    func set(_ url: String) { text.withLock { $0 = url } }
}
