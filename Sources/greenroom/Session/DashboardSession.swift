import Curses
import Dashboard
import FoundationEssentials
import Glibc
import Meetings
import MeetingsStore
import NIOCore
import TerminalUI

/// One run of the dashboard: it takes the terminal, draws at once, connects beside that, and gives the terminal back.
struct DashboardSession {
    let target: DashboardServices.Target
    let folders: Folders
    let environment: [String: String]
    var mayWrite = true
    var hasLightGround = false
    var color = ColorWish.auto
    var glyphs: GlyphSet?
    var keymap = Keymap()
    /// Who the operator is, for decisions that others see.
    var operatorName: String?
    /// How alarms are raised.
    var alarms = AlarmSettings()
    /// What is planned.
    var runSheet: RunSheet?
    /// A command that is told what becomes of alarms.
    var hook: String?
    /// Filters with a name.
    var savedFilters: [SavedFilter] = []
    var timeStyle = TimeStyle.local
    var usesMouse = false
    var showsSeconds = true
    /// The profiles that may be changed to.
    var otherProfiles: [String] = []
    /// What the operator should know from the start; nil for nothing.
    var greeting: String?

    private let clock = TickingClock()

    /// Returns when the operator quits, with the profile that they want instead, if any. Throws when the terminal
    /// cannot be used.
    func show() throws -> (Ending, nextProfile: String?) {
        useLittle()
        try PrivateFolder.make(folders.state)
        // Standard error may be a pipe whose reader has gone.
        signal(SIGPIPE, SIG_IGN)
        let screen = try openScreen()
        defer {
            screen.close()
            Terminal.releaseStandardError()
        }
        screen.restoreOnCrash()
        Terminal.captureStandardError(to: folders.dashboardLog)
        screen.title("greenroom \(label)")
        let mailbox = Mailbox<Message>()
        let services = DashboardServices(target: target, clock: clock) { mailbox.post($0, canWait: $0.canWait) }
        let tasks = start(services, mailbox)
        defer { for task in tasks { task.cancel() } }
        let file = SnapshotFile(folder: folders.state, key: target.key)
        let known = isRecorded ? nil : file.read()
        let keeper = SnapshotKeeper(file: file, written: known, now: clock.now)
        var program = program(screen, services, mailbox, known, keeper)
        // Whatever ended the loop, the next first frame is drawn from what this one knew.
        defer { if !isRecorded { keeper.keep(program.state, isLast: true) } }
        if usesMouse { screen.mouse(true) }
        if let greeting { mailbox.post(.notice(greeting)) }
        let ending = run(&program, on: screen, mailbox: mailbox)
        return (ending, program.nextProfile)
    }

    /// One connection that says little needs neither a thread nor a heap for each of the machine's processors.
    private func useLittle() {
        NIOSingletons.groupLoopCountSuggestion = 1
        Terminal.useOneHeap()
    }

    private func openScreen() throws(CommandFailure) -> Screen {
        do {
            return try Screen(color: color)
        } catch {
            throw CommandFailure("\(error.message) For programs there is `greenroom rooms --json`.", .notHere)
        }
    }

    private func start(_ services: DashboardServices, _ mailbox: Mailbox<Message>) -> [Task<Void, Never>] {
        let connecting = Task.detached { await services.run() }
        guard case .named(let connection) = target, let receiver = connection.receiver else {
            mailbox.post(.changes([.link(.callbacks, .unused, at: clock.now)]))
            return [connecting]
        }
        let source = CallbackSource(settings: receiver, clock: clock) { mailbox.post($0) }
        return [connecting, Task.detached { await source.run() }]
    }

    private func program(
        _ screen: Screen, _ services: DashboardServices, _ mailbox: Mailbox<Message>, _ known: Snapshot?,
        _ keeper: SnapshotKeeper
    ) -> DashboardProgram {
        let now = clock.now
        var configuration = configuration(Palette(colors: screen.colors, light: hasLightGround))
        configuration.usesMouse = usesMouse
        let (clock, isRecorded, links) = (clock, isRecorded, links)
        let alarmHook = hook.map { AlarmHook(command: $0) { mailbox.post(.notice($0)) } }
        let clipboard = Clipboard(routes: ClipboardRoute.plan(environment: environment))
        return DashboardProgram(
            model: Model(
                configuration: configuration, now: now, utcOffset: LocalTime.utcOffset(at: now),
                state: known?.state(now: now) ?? State()),
            size: screen.size, clock: clock, glyphs: glyphs ?? GlyphSet(locale: locale),
            perform: { effect in
                switch effect {
                case .send(let request, let id): Task.detached { await services.send(request, id) }
                case .ask(let query, let id): Task.detached { await services.ask(query, id) }
                case .copy(let text, let label, let isSecret):
                    Task.detached { mailbox.post(.copied(await clipboard.report(text, label, isSecret: isSecret))) }
                case .refresh: Task.detached { await services.refresh() }
                case .redraw: screen.invalidate()
                case .mouse(let on): screen.mouse(on)
                case .handedOut(let rooms): Task.detached { links.add(rooms) }
                case .bell: screen.bell()
                case .title(let text): screen.title(text)
                case .hook(let step, let room): alarmHook?.tell(step, room: room)
                case .suspend, .quit, .profile: break
                }
            },
            suspend: {
                screen.suspend()
                return screen.size
            },
            keep: { state in
                guard !isRecorded, keeper.isDue(clock.now) else { return }
                Task.detached { keeper.keep(state) }
            })
    }

    /// True for a file of events: nothing that is shown is the present.
    private var isRecorded: Bool { if case .recorded = target { true } else { false } }

    /// The one of three variables that counts for characters.
    private var locale: String {
        ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }

    /// What the header calls the server.
    var label: String {
        switch target {
        case .local: "local"
        case .recorded: "file"
        case .named(let connection): connection.label
        }
    }
}

extension DashboardServices.Target {
    /// Tells whose rooms these are from all others.
    var key: ApplicationKey {
        switch self {
        case .local: ApplicationKey(nil)
        case .recorded(let file): ApplicationKey(recorded: file.path)
        case .named(let connection): ApplicationKey(connection)
        }
    }
}

extension Message {
    /// Nothing but a sign of life or a poll's line in the API log, which the next tick shows.
    fileprivate var canWait: Bool {
        switch self {
        case .changes(let changes):
            changes.allSatisfy { change in if case .heartbeat = change { true } else { false } }
        case .requested(let entry): entry.isPoll && entry.failure == nil
        default: false
        }
    }
}
