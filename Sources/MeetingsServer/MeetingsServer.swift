import HummingbirdCore
public import Logging
public import Meetings
import MeetingsDelivery
import MeetingsStorage
import ServiceLifecycle

/// The self-hosted Meetings API: routes, authentication, running rooms and sessions, and the meeting page.
///
/// One process, one port, one data folder. It answers a mutation only after its commit is durable, derives every timer
/// from stored facts, and appends an event for each change in the change's own transaction. It never calls its own
/// API, knows nothing of terminals and holds no SQL. Only the executable imports it.
public enum MeetingsServer {
    /// Serves until the task is cancelled or the process is asked to stop.
    ///
    /// `onReady` gets the port once it listens. Throws `ServerError` with one sentence for a busy port, an address that
    /// is not this machine's, a data folder in use, a certificate that cannot be served with, and what `Storage.open`
    /// refuses.
    public static func run(
        _ configuration: ServerConfiguration, dataFolder: String, clock: any WallClock, logger: Logger,
        identifiers: IdentifierSource = .random, reload: ReloadRequest = ReloadRequest(),
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let lock = try FolderLock.acquire(folder: dataFolder)
        defer { lock.release() }
        let front = try configuration.tls.map { setting in
            try TLSFront(
                setting, names: CertificateNames(host: configuration.host, publicURL: configuration.publicURL),
                folder: dataFolder, clock: clock, logger: logger)
        }
        let parts = try Self.parts(
            configuration, dataFolder: dataFolder, clock: clock, logger: logger, identifiers: identifiers)
        let interrupted = try await parts.recordingReconciler.endInterrupted()
        try await parts.recordingReconciler.reconcile()
        try await parts.rooms.restore(recording: interrupted)
        do {
            try await parts.run(tls: front, reload: reload, onReady: onReady)
        } catch {
            await parts.storage.close()
            throw ServerError.listening(on: configuration, error)
        }
        await parts.storage.close()
    }

    /// Opens the data folder and puts a server together, which is to be run, or its storage closed.
    static func parts(
        _ configuration: ServerConfiguration, dataFolder: String, clock: any WallClock, logger: Logger,
        identifiers: IdentifierSource
    ) throws -> ServerParts {
        let operating = Operating(
            configuration: configuration,
            connectionLimit: DescriptorLimit.makeRoom(for: configuration.connectionLimit, logger: logger),
            folder: dataFolder, startedAt: clock.now)
        let hub = EventHub()
        let deliverySignal = DeliverySignal()
        let storage = try Storage.open(folder: dataFolder) { [commits = operating.commits] news in
            commits.increment()
            hub.publish(news)
            if news.hasCallbacks { deliverySignal.give() }
        }
        return try ServerParts(
            configuration: configuration, storage: storage, hub: hub, deliverySignal: deliverySignal, clock: clock,
            identifiers: identifiers,
            hostKey: HostToken.Key.load(folder: dataFolder), uploadKey: UploadKey.load(folder: dataFolder),
            recordingFiles: RecordingFiles(dataFolder: dataFolder), operating: operating,
            media: MediaParts(
                configuration, dataFolder: dataFolder, clock: clock, identifiers: identifiers, logger: logger),
            logger: logger)
    }
}

/// How the operator asks a running server to read its certificate files again.
public struct ReloadRequest: Sendable {
    let signal = Signal()

    public init() {}

    /// Asks; the answer is in the log.
    public func send() { signal.ring() }
}
