import Curses
import Dashboard
import FoundationEssentials
import Glibc
import Meetings
import MeetingsServer
import TerminalUI

/// One run of the dashboard: it takes the terminal, draws at once, connects beside that, and gives the terminal back.
struct DashboardSession {
    let target: DashboardServices.Target
    let folders: Folders
    let environment: [String: String]
    var mayWrite = true
    var hasLightGround = false
    var color = ColorWish.auto

    private let clock = SystemClock()

    /// Returns when the operator quits. Throws when the terminal cannot be used.
    func show() throws -> Ending {
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
        let services = DashboardServices(target: target, clock: clock) { mailbox.post($0) }
        let tasks = start(services, mailbox)
        defer { for task in tasks { task.cancel() } }
        var program = program(screen, services, mailbox)
        return run(&program, on: screen, mailbox: mailbox)
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
        _ screen: Screen, _ services: DashboardServices, _ mailbox: Mailbox<Message>
    ) -> DashboardProgram {
        let now = clock.now
        var configuration = Configuration(
            environment: label, isProduction: label.lowercased().contains("prod"), mayWrite: mayWrite,
            palette: Palette(colors: screen.colors, light: hasLightGround))
        if case .local = target {
            configuration.quitNotice = "q again quits; the local server goes on (greenroom stop ends it)"
        }
        let clipboard = Clipboard(routes: ClipboardRoute.plan(environment: environment))
        return DashboardProgram(
            model: Model(configuration: configuration, now: now, utcOffset: LocalTime.utcOffset(at: now)),
            clock: clock,
            perform: { effect in
                switch effect {
                case .send(let request, let id): Task.detached { await services.send(request, id) }
                case .ask(let query, let id): Task.detached { await services.ask(query, id) }
                case .copy(let text, let label, let isSecret):
                    Task.detached { mailbox.post(.copied(await clipboard.report(text, label, isSecret: isSecret))) }
                case .refresh: Task.detached { await services.refresh() }
                case .redraw: screen.invalidate()
                case .mouse(let on): screen.mouse(on)
                case .suspend, .quit: break
                }
            },
            suspend: {
                screen.suspend()
                return screen.size
            })
    }

    /// What the header calls the server.
    private var label: String {
        switch target {
        case .local: "local"
        case .named(let connection): connection.environment ?? connection.profile ?? connection.server
        }
    }
}
