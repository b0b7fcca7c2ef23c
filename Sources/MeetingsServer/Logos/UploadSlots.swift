import Synchronization

/// How many uploads may be in memory at once.
final class UploadSlots: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int = 32) { self.limit = limit }

    /// False when all are taken. Each one taken must be released.
    func take() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    func release() { taken.withLock { $0 -= 1 } }
}
