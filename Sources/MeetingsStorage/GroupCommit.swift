internal import GRDB
internal import Synchronization

/// Runs mutations on the writer's own thread, as many to a commit as arrived during the one before.
///
/// One durable commit costs about a millisecond whatever it holds, so sharing it is what makes writing fast.
final class GroupCommit: Sendable {
    /// One caller's change.
    struct Mutation: Sendable {
        /// Makes the change; returns what tells the caller that it is durable.
        let run: @Sendable (WriteTransaction) throws -> @Sendable () -> Void
        /// Tells the caller that nothing was changed.
        let refuse: @Sendable (any Error) -> Void
    }

    private struct Queue {
        var waiting: [Mutation] = []
        /// True from the first submission until the writer's thread finds nothing waiting.
        var isRunning = false
        var isClosed = false
    }

    /// More to a commit would make the first caller wait longer than the saved commit is worth.
    private static let most = 512

    private let pool: DatabasePool
    private let onCommit: @Sendable (CommitNews) -> Void
    private let queue = Mutex(Queue())

    init(pool: DatabasePool, onCommit: @escaping @Sendable (CommitNews) -> Void) {
        self.pool = pool
        self.onCommit = onCommit
    }

    /// Takes a mutation; it is answered once, on the writer's thread.
    func submit(_ mutation: Mutation) {
        enum Verdict { case wait, start, closed }
        let verdict = queue.withLock { queue -> Verdict in
            if queue.isClosed { return .closed }
            queue.waiting.append(mutation)
            if queue.isRunning { return .wait }
            queue.isRunning = true
            return .start
        }
        switch verdict {
        case .wait: break
        case .start: pool.asyncWriteWithoutTransaction { self.drain($0) }
        case .closed:
            mutation.refuse(StorageError(.unavailable, "The server is stopping: nothing was stored."))
        }
    }

    /// Refuses new mutations and returns once those taken are answered. False when it was called before.
    func finish() async -> Bool {
        let isFirst = queue.withLock { queue in
            defer { queue.isClosed = true }
            return !queue.isClosed
        }
        guard isFirst else { return false }
        // The writer's queue is serial: this runs after the drain that is under way.
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
        return true
    }

    private func drain(_ database: Database) {
        while let batch = next() { commit(batch, to: database) }
    }

    private func next() -> [Mutation]? {
        queue.withLock { queue in
            if queue.waiting.isEmpty {
                queue.isRunning = false
                return nil
            }
            let batch = Array(queue.waiting.prefix(Self.most))
            queue.waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// One transaction for the whole batch. Answers and refusals alike wait for the commit: a refusal may rest on what
    /// another mutation of the batch changed.
    private func commit(_ batch: [Mutation], to database: Database) {
        var answers: [@Sendable () -> Void] = []
        var news = CommitNews()
        do {
            try database.beginTransaction(.immediate)
            for mutation in batch {
                let transaction = WriteTransaction(database)
                answers.append(try attempt(mutation, in: transaction))
                news.add(transaction.news)
            }
            try database.commit()
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            let refusal = StorageError.translated(error)
            for mutation in batch { mutation.refuse(refusal) }
            return
        }
        if news != CommitNews() { onCommit(news) }
        for answer in answers { answer() }
    }

    /// The answer of one mutation, run in a savepoint of its own. Throws only when the whole transaction is lost, as
    /// when the disk is full.
    private func attempt(_ mutation: Mutation, in transaction: WriteTransaction) throws
        -> @Sendable () -> Void
    {
        let database = transaction.database
        try database.cachedStatement(sql: "SAVEPOINT mutation").execute()
        do {
            let answer = try mutation.run(transaction)
            try database.cachedStatement(sql: "RELEASE mutation").execute()
            return answer
        } catch {
            transaction.news = CommitNews()
            guard database.isInsideTransaction else { throw error }
            try database.cachedStatement(sql: "ROLLBACK TO mutation").execute()
            try database.cachedStatement(sql: "RELEASE mutation").execute()
            let refusal = StorageError.translated(error)
            return { mutation.refuse(refusal) }
        }
    }
}
