public import Meetings
public import MeetingsStore
public import TerminalUI

/// What the dashboard is told when it starts.
public struct Configuration: Equatable, Sendable {
    /// The name of the profile, first in the header.
    public var environment: String
    /// True paints the name as a warning.
    public var isProduction: Bool
    /// False turns every action off that would change something on the server, and says so.
    public var mayWrite: Bool
    /// How roles are painted on this terminal.
    public var palette: Palette
    /// Which keys mean which action.
    public var keymap: Keymap
    /// The name of the file of recorded events that is shown; nil for a server.
    public var recordedFile: String?
    /// What the status line says when `q` is pressed on the first view.
    public var quitNotice: String
    /// How old the last news of a source may be before its data counts as frozen.
    public var freshness: [Source: Duration]
    /// Filters with a name, each for one view.
    public var savedFilters: [SavedFilter]
    /// Who the operator is, for decisions that others see; may be empty.
    public var operatorName = ""
    /// How alarms are raised.
    public var alarms = AlarmSettings()
    /// What is planned; nil without a run sheet.
    public var runSheet: RunSheet?
    /// Rooms whose links were handed out from here; nil where nobody keeps count.
    public var linksHandedOut: Set<RoomID>?
    /// How times are shown at first.
    public var timeStyle = TimeStyle.local
    /// False lets all times on the screen turn once a minute: an idle screen then sends nothing over a slow line.
    public var showsSeconds = true
    /// True where the mouse is the dashboard's from the start.
    public var usesMouse = false
    /// The names of the profiles that `:profile` can change to: all but the present one.
    public var otherProfiles: [String] = []

    /// A configuration. A poll is fresh for as long as its interval plus the time that an answer may take.
    public init(
        environment: String, isProduction: Bool = false, mayWrite: Bool = true, palette: Palette = Palette(colors: 0),
        keymap: Keymap = Keymap(), quitNotice: String = "q again quits", freshness: [Source: Duration] = [:],
        savedFilters: [SavedFilter] = [], recordedFile: String? = nil
    ) {
        self.recordedFile = recordedFile?.scrubbed(limit: 60)
        self.environment = environment.scrubbed(limit: 40)
        self.isProduction = isProduction
        self.mayWrite = mayWrite
        self.palette = palette
        self.keymap = keymap
        self.quitNotice = quitNotice
        self.freshness = freshness
        self.savedFilters = savedFilters
    }

    func freshness(of source: Source) -> Duration { freshness[source] ?? .seconds(5) }
}
