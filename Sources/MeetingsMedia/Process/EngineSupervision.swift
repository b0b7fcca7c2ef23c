public import Meetings

/// When a media server is started, asked, stopped and started again. It decides; somebody else does.
///
/// Times are given, so that it can be tested without a clock or a process.
public struct EngineSupervision: Hashable, Sendable {
    /// What is to be done now.
    public enum Action: Hashable, Sendable {
        /// Start the process.
        case launch
        /// Ask whether it does its work; `checked` takes the answer.
        case check
        /// Ask it to end.
        case terminate
        /// End it.
        case kill
    }

    /// What operators are told.
    public enum Health: String, Hashable, Sendable {
        case starting, ready, failing, down
    }

    private enum Phase: Hashable {
        case waiting(until: Timestamp)
        case starting(since: Timestamp)
        case running(nextCheck: Timestamp, failures: Int)
        case checking(failures: Int)
        case ending(killAt: Timestamp, isKilled: Bool)
    }

    private var phase: Phase
    /// When it ended by itself or was ended because it failed, within the last minute.
    private var crashes: [Timestamp] = []

    /// How long until it is started again: after the first crash of a minute, the second and so on.
    private static let waits: [Duration] = [.milliseconds(200), .seconds(1), .seconds(5), .seconds(15)]
    /// So many crashes within a minute, and it is called down.
    private static let crashesUntilDown = 5
    private static let startTimeout = Duration.seconds(10)
    private static let endTimeout = Duration.seconds(3)
    /// One lost answer may be a busy machine; two in a row are a fault.
    private static let failuresUntilRestart = 2

    /// One that is to be started at once.
    public init(at now: Timestamp) { phase = .waiting(until: now) }

    /// How it is now.
    public var health: Health {
        if crashes.count >= Self.crashesUntilDown { return .down }
        switch phase {
        case .waiting, .starting: return .starting
        case .running(_, let failures), .checking(let failures): return failures == 0 ? .ready : .failing
        case .ending: return .failing
        }
    }

    /// When `actions` is to be called next, if nothing happens before; nil while an answer is awaited.
    public var nextLook: Timestamp? {
        switch phase {
        case .waiting(let until): until
        case .starting(let since): since + Self.startTimeout
        case .running(let nextCheck, _): nextCheck
        case .checking: nil
        case .ending(let killAt, let isKilled): isKilled ? nil : killAt
        }
    }

    /// What time calls for. Each is answered once.
    public mutating func actions(at now: Timestamp) -> [Action] {
        crashes.removeAll { now - $0 >= .seconds(60) }
        guard let nextLook, nextLook <= now else { return [] }
        switch phase {
        case .waiting:
            phase = .starting(since: now)
            return [.launch]
        case .starting: return end(at: now)
        case .running(_, let failures):
            phase = .checking(failures: failures)
            return [.check]
        case .checking: return []
        case .ending(let killAt, _):
            phase = .ending(killAt: killAt, isKilled: true)
            return [.kill]
        }
    }

    /// It answers for the first time.
    public mutating func started(at now: Timestamp) {
        guard case .starting = phase else { return }
        phase = .running(nextCheck: now + MeetingsMedia.healthInterval, failures: 0)
    }

    /// What came of a check, and what is to be done about it.
    public mutating func checked(isWell: Bool, at now: Timestamp) -> [Action] {
        guard case .checking(let before) = phase else { return [] }
        let failures = isWell ? 0 : before + 1
        if failures >= Self.failuresUntilRestart { return end(at: now) }
        phase = .running(nextCheck: now + MeetingsMedia.healthInterval, failures: failures)
        return []
    }

    /// The process is gone, or could not be started.
    public mutating func ended(at now: Timestamp) {
        if case .waiting = phase { return }
        crashes.append(now)
        let wait = Self.waits[min(crashes.count, Self.waits.count) - 1]
        phase = .waiting(until: now + wait)
    }

    private mutating func end(at now: Timestamp) -> [Action] {
        phase = .ending(killAt: now + Self.endTimeout, isKilled: false)
        return [.terminate]
    }
}
