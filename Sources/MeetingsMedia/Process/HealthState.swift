import Synchronization

/// The health that was told last.
final class HealthState: Sendable {
    private let health = Mutex(EngineSupervision.Health.starting)

    var value: EngineSupervision.Health { health.withLock { $0 } }

    func set(_ value: EngineSupervision.Health) { health.withLock { $0 = value } }
}
