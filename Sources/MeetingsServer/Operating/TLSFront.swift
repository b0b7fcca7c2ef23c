import FoundationEssentials
import Logging
import Meetings
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The identity that new connections are greeted with. It is exchanged while the server runs: connections that stand
/// keep theirs.
final class TLSFront: Sendable {
    private struct State {
        var context: NIOSSLContext
        /// What the files looked like when they were last read, good or not.
        var seen: [FileMark]
    }

    private let certificate: String
    private let key: String
    private let own: SelfSignedCertificate?
    private let clock: any WallClock
    private let logger: Logger
    private let state: Mutex<State>

    /// Reads the files, or makes the server's own certificate. Throws one sentence when it cannot be served with.
    init(
        _ setting: TLSSetting, names: CertificateNames, folder: String, clock: any WallClock, logger: Logger
    ) throws {
        switch setting {
        case .files(let certificate, let key): (self.certificate, self.key, own) = (certificate, key, nil)
        case .selfSigned:
            let made = SelfSignedCertificate(folder: folder, names: names)
            (certificate, key, own) = (made.certificatePath, made.keyPath, made)
            if let reason = try made.renew(now: clock.now) { Self.tell(reason, made, logger) }
        }
        self.clock = clock
        self.logger = logger
        let seen = [FileMark(certificate), FileMark(key)]
        let identity = try TLSIdentity(certificate: certificate, key: key, now: clock.now)
        state = Mutex(State(context: identity.context, seen: seen))
    }

    private static func tell(_ reason: String, _ made: SelfSignedCertificate, _ logger: Logger) {
        logger.notice(
            "A certificate was made, because \(reason): clients must be told to trust \(made.certificatePath)")
    }

    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Serves new connections with what the files hold now, if they have changed; makes the server's own certificate
    /// anew when its end is near. What cannot be served with is told once and the old one stays.
    func refresh() {
        do {
            if let own, let reason = try own.renew(now: clock.now) { Self.tell(reason, own, logger) }
            let seen = [FileMark(certificate), FileMark(key)]
            guard state.withLock({ $0.seen }) != seen else { return }
            state.withLock { $0.seen = seen }
            let identity = try TLSIdentity(certificate: certificate, key: key, now: clock.now)
            state.withLock { $0.context = identity.context }
            logger.notice("The certificate was read anew: it ends at \(identity.end.iso8601)")
        } catch {
            logger.error("The certificate in use stays: \(error)")
        }
    }
}

/// What tells that a file was replaced or written.
struct FileMark: Hashable, Sendable {
    private var inode: UInt64?
    private var size: UInt?
    private var modified: Date?

    /// All nil where there is no such file.
    init(_ path: String) {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        inode = found[.systemFileNumber] as? UInt64
        size = found[.size] as? UInt
        modified = found[.modificationDate] as? Date
    }
}

/// Looks once a minute, and whenever it is asked to, whether the certificate has changed on disk or nears its end.
struct CertificateWatch: Service {
    let front: TLSFront
    /// Rings when the operator asks for the files to be read again.
    let asked: Signal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                _ = await asked.wait { try await Task.sleep(for: .seconds(60)) }
                if Task.isCancelled { return }
                front.refresh()
            }
        }
    }
}
