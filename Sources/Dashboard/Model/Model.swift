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
    /// The time by which data is fresh or not, also in a picture whose other times stand still until the next minute.
    var freshnessTime: Timestamp { trueTime ?? now }
    /// What time it is in such a picture; nil everywhere else.
    var trueTime: Timestamp?
    /// Seconds that the operator's zone is ahead of UTC.
    public var utcOffset: Int { timeStyle == .utc ? 0 : localOffset }
    var localOffset: Int
    /// How times are shown.
    var timeStyle: TimeStyle
    /// The past that is looked at; nil for the present.
    var past: Past?

    var size = Size(rows: 24, columns: 80)
    /// The way from a view of many things to where one is. Never empty; the first is always a place.
    var path: [Location] = [.place(.board)]
    /// The view before the one that a digit chose.
    var lastPlace = Place.themes
    /// The pane that keys go to on a wide board.
    var focus = Pane.rooms
    /// True while one pane has the whole body.
    var isMaximized = false
    /// True once the host link of the open room was asked for.
    var showsHostLink = false
    /// True once the operator agreed to see host links in this run.
    var mayShowSecrets = false
    /// Until when changes are allowed on a dashboard that was started read-only.
    var writesUntil: Timestamp?
    /// True once the operator locked a dashboard that may change things.
    var isLocked = false
    /// What lies above the view.
    var overlay: Overlay?
    /// The line being typed at the bottom.
    var prompt: Prompt?
    /// Lines that were typed before, newest last, by what they were for.
    var typed: [Prompt.Purpose: [String]] = [:]
    /// The letters at the rows, while the next keys choose among them.
    var jump: JumpLabels?
    /// Keys of an unfinished sequence.
    var pending: [Key] = []
    /// A question in the status line that the next key answers, and the one that the present key may answer.
    var asked: Question?
    var answered: Question?
    /// The result of the last thing done; gone with the next key.
    var notice: Notice?

    /// Rows, filter, sort and marks of each list.
    var lists: [Place: ListState] = [:]
    /// The names of what is marked, for when it is gone.
    var markNames: [ObjectID: String] = [:]
    /// Filters with a name: those of the settings, then those of this run.
    var savedFilters: [SavedFilter] = []
    /// Lists whose rows may be in the wrong place.
    var stale: Set<Place> = []
    /// The alarms, and what was decided about them.
    var alarmBoard: AlarmBoard
    /// Alarms that nobody decided about, the most urgent first.
    var alarms: [Alarm] = []
    /// The place of a room's most urgent alarm among those that nobody decided about.
    var worstAlarm: [RoomID: Int] = [:]
    /// The lines of the alarms view, by their ids.
    var alarmLines: [String: AlarmLine] = [:]
    /// Storms whose alarms are shown one by one.
    var openStorms: Set<Int> = []
    /// The alarms that the open menu or line is about.
    var chosenAlarms: [AlarmKey] = []
    var lastKeyAt: Timestamp?
    /// The row of the log with the cursor, 0 the newest; 0 follows the log unless it is paused.
    var eventsBack = 0
    /// The row of the log that is shown first.
    var eventsTop = 0
    /// True after `p`, until the log is followed again.
    var eventsPaused = false
    /// The events that pass the filter; nil without one.
    var eventSearch: EventSearch?
    /// Bodies that were asked for, by the numbers of their events.
    var eventDetails: [Int64: EventDetail] = [:]
    var eventsAsked: Set<Int64> = []
    /// Events that came while the log was not followed.
    var eventsNew = 0
    /// First line shown of an open object, or the cursor in it.
    var scroll = 0
    /// The rows of the open object's view: people of a room, rooms of a theme. No cursor before a key moved it.
    var inside = RowList<ObjectID>()
    /// Whose rows these are: the open object, or the room in the pane beside the rooms.
    var insideOf: ObjectID?
    var insideAt: Location?
    var insideIsStale = false
    /// What happened in the open session.
    var timeline: SessionTimeline?
    /// The recordings of the open room.
    var recordingIDs: [RecordingID] = []
    /// The names of those among the rows inside who waited when these were taken: a row rests when somebody has gone.
    var waitedInside: [ParticipantID: String] = [:]
    /// How many people there were in all rooms together, for the wall, and when that was counted.
    var headcount = Headcount(visits: [])
    var headsCountedAt: Timestamp?
    /// The newest events of the open object, oldest first.
    var recent: [LoggedEvent] = []
    /// The part of the session that its chart shows.
    var chart = ChartWindow()
    /// The words that are looked for in what is read.
    var search: TextSearch?
    /// True while keys move the timeline of a session, not the people.
    var showsTimeline = false
    /// Lists as they were before they were narrowed to one object.
    var wholeLists: [Place: ListState] = [:]
    var lastRequest = 0
    /// The number of the last question that no key asked: these count down.
    var lastQuery = 0
    /// True while the mouse is ours and not the terminal's.
    var hasMouse: Bool
    /// Requests that are not answered yet.
    var requests: [RequestID: Request] = [:]
    /// Changes that were asked for together and are not all answered yet.
    var batches: [Batch] = []
    /// What objects were before changes that are not answered yet.
    var befores: [RequestID: ChangedObject] = [:]
    /// Changes that can be taken back, oldest first.
    var undoable: [Undo] = []
    /// What the answers to queries are for.
    var wanted: [RequestID: Wanted] = [:]
    /// Telephone numbers by which people join; nil until asked for.
    var dialIn: [String]?
    /// What the server's media engine can do; nil until asked for.
    var mediaControls: MediaControls?
    /// The callback whose view was opened last.
    var inspection: Inspection?
    /// When callbacks were asked for last, beyond the feed.
    var deliveriesAskedAt: Timestamp?
    /// The session whose people were asked about last.
    var mediaAskedAt: MediaQuestion?
    /// True once the rooms of a recorded file were asked for.
    var hasAskedForRooms = false
    /// What was sent to the server, oldest first.
    var log: [APILogEntry] = []

    /// A dashboard that knows nothing yet.
    public init(
        configuration: Configuration, now: Timestamp, utcOffset: Int, state: State = State()
    ) {
        self.configuration = configuration
        self.state = state
        self.now = now
        localOffset = utcOffset
        timeStyle = configuration.timeStyle
        hasMouse = configuration.usesMouse
        savedFilters = configuration.savedFilters
        if configuration.recordedFile != nil { path = [.place(.events)] }
        alarmBoard = AlarmBoard(
            settings: configuration.alarms, runSheet: configuration.runSheet, utcOffset: utcOffset)
        alarmBoard.linksHandedOut = configuration.linksHandedOut
        _ = watch()
        stale = Set(Place.allCases)
        arrange(.rooms)
        arrange(.themes)
    }

    /// What lies above a view and takes the keys.
    enum Overlay: Equatable, Sendable {
        case copyMenu(CopyMenu)
        /// A choice among the actions of a context.
        case menu(Menu)
        /// A question that a key must not answer by accident.
        case dialog(Dialog)
        /// Text to be taken by hand.
        case text(label: String, text: String)
        case form(Form)
        /// A theme to be chosen for rooms.
        case themeChoice(ThemeChoice)
        /// A room's page as its guests see it.
        case preview(PagePreview)
        case qr(QRPicture)
        case help(HelpList)
    }

    /// What the next key may confirm.
    enum Question: Equatable, Sendable {
        case quit, interrupt, secret, leaveForm
        /// The change that the same key would make.
        case again(Plan)
    }

    /// One line for the operator.
    struct Notice: Equatable, Sendable {
        var text: String
        var isError = false
    }

    /// Where keys go now.
    var context: Context {
        switch overlay {
        case .copyMenu: .copyMenu
        case .menu(let menu): menu.context
        case .dialog: .dialog
        case .text: .text
        case .form: .form
        case .themeChoice: .form
        case .preview: .preview
        case .qr: .text
        case .help: .help
        case nil: viewContext
        }
    }

    /// Where keys go once nothing lies above the view.
    var viewContext: Context {
        switch location {
        case .object(let object): return object.context
        case .place(.board) where isWide: return focus.context
        case .place(let place), .related(let place, _): return place.context
        }
    }

    /// True when panes stand side by side.
    var isWide: Bool { BoardLayout.isWide(size) }

    /// True when changes may be sent.
    var mayWrite: Bool { configuration.mayWrite && !isLocked || writesUntil.map { now < $0 } == true }

    mutating func say(_ text: String, isError: Bool = false) {
        notice = Notice(text: text.scrubbed(limit: 300), isError: isError)
    }

    /// Asks the executable for a change on the server, and keeps what was asked until the answer.
    mutating func send(_ request: Request) -> (RequestID, [Effect]) {
        lastRequest += 1
        let id = RequestID(rawValue: lastRequest)
        requests[id] = request
        befores[id] = ChangedObject(before: request, in: state)
        return (id, [.send(request, id)])
    }

    /// Asks the executable to find something out, and keeps what it is for until the answer.
    mutating func ask(_ query: Query, for purpose: Wanted) -> [Effect] {
        lastRequest += 1
        let id = RequestID(rawValue: lastRequest)
        wanted[id] = purpose
        return [.ask(query, id)]
    }
}
