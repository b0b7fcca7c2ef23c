import Dashboard
import FoundationEssentials
import Glibc
import Meetings
import MeetingsServer
import MeetingsStore
import TerminalUI

/// The dashboard as lines: commands are typed, answers and changes are printed, one line each. Nothing is drawn, and
/// nothing moves: made for screen readers, pipes and terminals that can do nothing else.
struct PlainSession: Sendable {
    let target: DashboardServices.Target
    let configuration: Configuration
    let clipboard: Clipboard
    let links: HandedOutLinks
    private let clock = SystemClock()

    /// What the loop is told.
    private enum News: Sendable {
        case message(Message)
        case line(String)
        case end
    }

    init(
        target: DashboardServices.Target, configuration: Configuration, links: HandedOutLinks, clipboard: Clipboard
    ) {
        self.links = links
        self.target = target
        self.configuration = configuration
        self.clipboard = clipboard
    }

    /// Returns when the operator quits, the input ends, or nobody reads any more.
    func run() async {
        let (news, post) = AsyncStream<News>.makeStream()
        let services = DashboardServices(target: target, clock: clock) { post.yield(.message($0)) }
        let clock = clock
        let serving = Task.detached { await services.run() }
        let ticking = Task.detached {
            while (try? await clock.sleep(until: clock.now + .seconds(1))) != nil {
                let now = clock.now
                post.yield(.message(.tick(now: now, utcOffset: LocalTime.utcOffset(at: now))))
            }
        }
        // Reading holds its thread until a line comes.
        Thread.start {
            StandardInput.eachLine { post.yield(.line($0)) }
            post.yield(.end)
        }
        let now = clock.now
        var model = Model(configuration: configuration, now: now, utcOffset: LocalTime.utcOffset(at: now))
        tell(["greenroom \(configuration.environment). Type help for the commands, quit to leave."])
        for await item in news where !take(item, &model, services, post) { break }
        ticking.cancel()
        serving.cancel()
    }

    /// False when it is over.
    private func take(
        _ item: News, _ model: inout Model, _ services: DashboardServices, _ post: AsyncStream<News>.Continuation
    ) -> Bool {
        let before = model
        var goesOn = true
        var messages: [Message] = []
        switch item {
        case .end: return false
        case .message(let message): messages = [message]
        case .line("help"): return tell(PlainText.commands(model) + Self.own)
        case .line("list"), .line(""): return tell(PlainText.screen(model))
        case .line(let line) where line.hasPrefix("keys "):
            guard let keys = PlainText.keys(String(line.dropFirst(5))) else {
                return tell(["error: these are no keys"])
            }
            messages = keys.map { .input(.key($0)) }
        case .line(let line): messages = [.command(line)]
        }
        for message in messages {
            for effect in model.update(message) where !perform(effect, services, post) { goesOn = false }
        }
        var lines = PlainText.changes(from: before, to: model)
        if PlainText.isElsewhere(model, than: before) { lines += PlainText.screen(model) }
        return tell(lines) && goesOn
    }

    private static let own = [
        "list: tell what stands here", "keys <keys>: press keys, such as keys Tab Enter", "quit: leave",
    ]

    /// False for the effect that ends it.
    private func perform(
        _ effect: Effect, _ services: DashboardServices, _ post: AsyncStream<News>.Continuation
    ) -> Bool {
        switch effect {
        case .quit: return false
        case .send(let request, let id): Task.detached { await services.send(request, id) }
        case .ask(let query, let id): Task.detached { await services.ask(query, id) }
        case .refresh: Task.detached { await services.refresh() }
        case .copy(let text, let label, let isSecret):
            let clipboard = clipboard
            Task.detached {
                // What is no secret is told too: on a pipe there may be no clipboard at all.
                let way = isSecret || !clipboard.routes.isEmpty
                let outcome = way ? await clipboard.report(text, label, isSecret: isSecret) : label
                post.yield(.message(.copied(isSecret ? outcome : "\(outcome): \(text)")))
            }
        case .handedOut(let rooms): links.add(rooms)
        case .profile(let name):
            return tell(["error: lines keep their profile: greenroom --plain --profile \(ShellQuoting.word(name))"])
        default: break
        }
        return true
    }

    /// False when nobody reads any more.
    @discardableResult
    private func tell(_ lines: [String]) -> Bool {
        if StandardStream.output.isAbandoned { return false }
        return lines.isEmpty || StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }
}

/// A thread of its own for what holds it.
private enum Thread {
    static func start(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(work))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        if code == 0 { pthread_detach(thread) } else { box.release() }
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
