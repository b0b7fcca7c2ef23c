import Dispatch
import Glibc
import Logging
import ServiceLifecycle
import Synchronization

/// Does `work` until it ends, or until SIGTERM or SIGINT ask it to finish what it is doing. What has not finished
/// after some seconds, or at a second signal, is cancelled.
func untilSignal(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let group = ServiceGroup(configuration: WorkService(work: work).groupConfiguration)
    let task = Task { try await group.run() }
    let sources = [SIGTERM, SIGINT].map { number in
        // Without this the signal's default action would end the process before the source is told.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        let counter = SignalCounter()
        source.setEventHandler {
            if counter.isFirst { Task { await group.triggerGracefulShutdown() } } else { task.cancel() }
        }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    do {
        try await task.value
    } catch is CancellationError {
        // Asked for.
    }
}

/// Does something each time SIGHUP comes, instead of ending the process, until it is cancelled.
struct HangUp {
    private let source: any DispatchSourceSignal

    init(_ action: @escaping @Sendable () -> Void) {
        signal(SIGHUP, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler(handler: action)
        source.resume()
    }

    func cancel() { source.cancel() }
}

/// The work as a service, so that everything inside of it is told when to finish.
private struct WorkService: Service {
    let work: @Sendable () async throws -> Void

    func run() async throws { try await work() }

    var groupConfiguration: ServiceGroupConfiguration {
        // The work says in its own log what matters; the group would repeat it in its own words.
        let silence = Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: self, successTerminationBehavior: .gracefullyShutdownGroup)], logger: silence)
        configuration.maximumGracefulShutdownDuration = .seconds(12)
        return configuration
    }
}

/// Tells the first signal from those after it.
private final class SignalCounter: Sendable {
    private let hasCome = Mutex(false)
    var isFirst: Bool {
        hasCome.withLock { hasCome in
            defer { hasCome = true }
            return !hasCome
        }
    }
}
