public import Logging
public import ServiceLifecycle

extension Service {
    /// Runs an HTTP server until this task is cancelled, then lets requests under way end, for at most `patience`.
    ///
    /// The server runs in a task of its own, which cancellation does not reach: NIO ends the process when a server is
    /// cancelled at the moment when a connection comes in.
    public func runUntilCancelled(logger: Logger, patience: Duration = .seconds(5)) async throws {
        var configuration = ServiceGroupConfiguration(services: [self], logger: logger)
        configuration.maximumGracefulShutdownDuration = patience
        let group = ServiceGroup(configuration: configuration)
        let serving = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }
}
