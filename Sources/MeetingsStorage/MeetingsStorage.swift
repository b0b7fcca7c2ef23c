internal import GRDB

/// What the server must not forget: applications, rooms, themes, sessions, participants, the log of events and the
/// callbacks still to be sent, in one SQLite file.
///
/// The module never sends anything, knows no JSON and no HTTP, reads no clock and draws no random number: times and
/// identifiers come with each call. No type of the database appears in its API, so that another engine can take its
/// place. `MeetingsServer`, `MeetingsDelivery` and the executable may import it.
public final class Storage: Sendable {
    /// The name of the database file inside its folder.
    public static let fileName = "greenroom.db"

    let pool: DatabasePool
    private let commits: GroupCommit

    private init(pool: DatabasePool, onCommit: @escaping @Sendable (CommitNews) -> Void) {
        self.pool = pool
        self.commits = GroupCommit(pool: pool, onCommit: onCommit)
    }

    /// Opens the database in `folder`, made with mode 0700 when it is missing, and brings it to the present layout.
    ///
    /// Waits for the disk. `onCommit` is told of each durable commit that others may wait for; it
    /// runs on the writer's thread and holds up the next commit, so it must only signal. Throws when the folder cannot
    /// be used, and when the file is damaged, belongs to another program or was made by a newer version.
    public static func open(
        folder: String, onCommit: @escaping @Sendable (CommitNews) -> Void = { _ in }
    ) throws(StorageError) -> Storage {
        Storage(pool: try DatabaseFile(folder: folder).open(), onCommit: onCommit)
    }

    /// Runs `body` in a transaction and returns once what it changed is durable.
    ///
    /// Calls that arrive while a commit is under way share the next one, in order of arrival; each sees what those
    /// before it changed. When `body` throws, its own changes are undone, the others' stay, and its error is thrown
    /// here. Throws ``StorageError`` when the shared commit fails: then nothing of it was stored. Cancelling the task
    /// does not stop it.
    @discardableResult
    public func write<T: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            commits.submit(
                GroupCommit.Mutation(
                    run: { transaction in
                        let value = try body(transaction)
                        return { continuation.resume(returning: value) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    /// Runs `body` on one consistent state: everything whose `write` had returned, nothing half done. Never waits for
    /// a writer.
    public func read<T: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> T
    ) async throws -> T {
        do {
            return try await pool.read { database in try body(ReadTransaction(database)) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Refuses further writes, waits for those under way and closes the file. Calling it again does nothing.
    public func close() async {
        guard await commits.finish() else { return }
        // What is in the write-ahead log goes into the file itself: a copy of that alone is then whole.
        try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        // A reader that still runs keeps its connection; the system closes it with the process.
        try? pool.close()
    }
}
