import Foundation
import Logging
public import Meetings
public import MeetingsServer

/// A real server on a free port of 127.0.0.1 with a data folder of its own, for one test.
public final class TestServer: Sendable {
    public let url: String
    public let port: Int
    public let folder: String
    public let application: CreatedApplication
    /// The application's private key as PEM.
    public let privateKey: String
    private let task: Task<Void, any Error>

    private init(
        port: Int, folder: String, application: CreatedApplication, privateKey: String, task: Task<Void, any Error>
    ) {
        self.port = port
        url = "http://127.0.0.1:\(port)"
        self.folder = folder
        self.application = application
        self.privateKey = privateKey
        self.task = task
    }

    /// Starts a server, runs `body` against it, stops it and removes its folder.
    public static func with<Result: Sendable>(
        clock: any WallClock = SystemClock(),
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ body: (TestServer) async throws -> Result
    ) async throws -> Result {
        try await withFolder { folder in
            let application = try await ApplicationFactory.create(
                name: "test", dataFolder: folder, clock: clock)
            let server = try await start(folder: folder, application: application, clock: clock, configure: configure)
            do {
                let result = try await body(server)
                await server.stop()
                return result
            } catch {
                await server.stop()
                throw error
            }
        }
    }

    /// Runs `body` with a new folder's path and removes the folder.
    public static func withFolder<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = NSTemporaryDirectory() + "/greenroom-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    /// Starts a server on a folder that holds its application already: as after a restart.
    public static func start(
        folder: String, application: CreatedApplication, clock: any WallClock = SystemClock(),
        configure: (inout ServerConfiguration) -> Void = { _ in }
    ) async throws -> TestServer {
        var configuration = ServerConfiguration(host: "127.0.0.1", port: 0)
        configure(&configuration)
        let final = configuration
        let (ready, signal) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            defer { signal.finish() }
            try await MeetingsServer.run(
                final, dataFolder: folder, clock: clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                onReady: { signal.yield($0) })
        }
        var iterator = ready.makeAsyncIterator()
        guard let port = await iterator.next() else {
            try await task.value
            throw CancellationError()
        }
        return TestServer(
            port: port, folder: folder, application: application,
            privateKey: try String(contentsOfFile: application.privateKeyPath, encoding: .utf8), task: task)
    }

    /// Ends the server as a cancelled task would; returns when its port is free and its database closed.
    public func stop() async {
        task.cancel()
        _ = await task.result
    }
}

extension TestServer {
    /// Another application on the same server.
    public func makeApplication() async throws -> CreatedApplication {
        try await ApplicationFactory.create(name: "other", dataFolder: folder, clock: SystemClock())
    }

    /// A caller that speaks for another application.
    public func secondApplication(now: Double? = nil) async throws -> APICaller {
        let other = try await makeApplication()
        let token = try await TestToken.rs256(
            privateKey: try String(contentsOfFile: other.privateKeyPath, encoding: .utf8),
            applicationID: other.applicationID.rawValue, issuedAt: now ?? Date().timeIntervalSince1970, expiresAt: nil)
        return APICaller(base: url + "/v1/meetings", token: token)
    }
}

/// The machine's clock, for expectations.
public enum SystemTime {
    public static var now: Timestamp { SystemClock().now }
}
