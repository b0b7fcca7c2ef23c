public import Meetings
public import MeetingsStore
import TerminalUI

/// Everything that the dashboard knows and shows.
public struct Model: Equatable, Sendable {
    /// What it was started with.
    public let configuration: Configuration
    /// What is known of the meetings.
    public internal(set) var state: State
    /// The time as the last tick told it.
    public internal(set) var now: Timestamp
    /// Seconds that the operator's zone is ahead of UTC.
    public internal(set) var utcOffset: Int

    var size = Size(rows: 24, columns: 80)
    /// The view that a digit chose, and the one before it.
    var place = Place.board
    var lastPlace = Place.themes
    /// The pane that keys go to on a wide board.
    var focus = Pane.rooms
    /// The room whose own view is open.
    var openRoom: RoomID?
    /// True once the host link of the open room was asked for.
    var showsHostLink = false
    /// True once the operator agreed to see host links in this run.
    var mayShowSecrets = false
    /// What lies above the view.
    var overlay: Overlay?
    /// Keys of an unfinished sequence.
    var pending: [Key] = []
    /// A question in the status line that the next key answers, and the one that the present key may answer.
    var asked: Question?
    var answered: Question?
    /// The result of the last thing done; gone with the next key.
    var notice: Notice?

    var rooms = RowList<RoomID>()
    var themes = RowList<ThemeID>()
    var filters: [Place: String] = [:]
    /// The filter being typed.
    var filterInput: TextInput?
    var alarmBoard = AlarmBoard()
    var alarms: [Alarm] = []
    var worstAlarm: [RoomID: Int] = [:]
    var lastKeyAt: Timestamp?
    var needsSort = false
    /// How many events lie below the last one shown; 0 follows the log.
    var eventsBack = 0
    /// Events that came while the log was not followed.
    var eventsNew = 0
    /// First person shown in an open room.
    var peopleTop = 0
    var lastRequest = 0

    /// A dashboard that knows nothing yet.
    public init(
        configuration: Configuration, now: Timestamp, utcOffset: Int, state: State = State()
    ) {
        self.configuration = configuration
        self.state = state
        self.now = now
        self.utcOffset = utcOffset
        watch()
        sort()
    }

    /// Views that have a digit.
    enum Place: Hashable, Sendable { case board, themes }

    /// Parts of a wide board, in the order of Tab.
    enum Pane: Hashable, Sendable, CaseIterable { case rooms, themes, events }

    /// What lies above a view and takes the keys.
    enum Overlay: Equatable, Sendable {
        case copyMenu(CopyMenu)
        /// Text to be taken by hand.
        case text(label: String, text: String)
        case form(Form)
        case help(HelpList)
    }

    /// What the next key may confirm.
    enum Question: Equatable, Sendable { case quit, interrupt, secret, leaveForm }

    /// One line for the operator.
    struct Notice: Equatable, Sendable {
        var text: String
        var isError = false
    }

    /// Where keys go now.
    var context: Context {
        switch overlay {
        case .copyMenu: return .copyMenu
        case .text: return .text
        case .form: return .form
        case .help: return .help
        case nil: break
        }
        return viewContext
    }

    /// Where keys go once nothing lies above the view.
    var viewContext: Context {
        if openRoom != nil { return .room }
        if place == .themes { return .themes }
        guard isWide else { return .rooms }
        switch focus {
        case .rooms: return .rooms
        case .themes: return .themes
        case .events: return .events
        }
    }

    /// True when panes stand side by side.
    var isWide: Bool { BoardLayout.isWide(size) }

    var selectedRoom: KnownRoom? {
        (openRoom ?? rooms.selected).flatMap { state.rooms[$0] }
    }

    mutating func say(_ text: String, isError: Bool = false) {
        notice = Notice(text: text.scrubbed(limit: 300), isError: isError)
    }
}
