import Dispatch
import Synchronization

/// Runs `work` in a task and holds the calling thread until it has ended: how the synchronous `main` does what waits.
func waiting<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let outcome = Outcome<Value>()
    Task.detached {
        do {
            outcome.set(.success(try await work()))
        } catch {
            outcome.set(.failure(error))
        }
    }
    return try outcome.wait().get()
}

/// Where one thread waits for what a task found.
private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    func set(_ found: Result<Value, any Error>) {
        result.withLock { $0 = found }
        arrived.signal()
    }

    func wait() -> Result<Value, any Error> {
        arrived.wait()
        return result.withLock { $0 } ?? .failure(CancellationError())
    }
}
