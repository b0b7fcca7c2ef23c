import FoundationEssentials
import Meetings
import MeetingsStore
import Synchronization

/// Where the snapshot of one application lies. Only its owner may read it.
struct SnapshotFile: Sendable {
    let path: String

    /// `key` tells applications apart.
    init(folder: String, key: ApplicationKey) { path = "\(folder)/snapshot-\(key.fileName)" }

    /// Nil when there is none, or none that can be read.
    func read() -> Snapshot? { FileManager.default.contents(atPath: path).flatMap(SnapshotText.read) }

    func write(_ snapshot: Snapshot) throws(CommandFailure) {
        try PrivateFile.replace(path, with: SnapshotText.bytes(snapshot))
    }
}

/// Writes the snapshot when it has news, now and then while the dashboard runs and once at its end.
final class SnapshotKeeper: Sendable {
    private let file: SnapshotFile
    private let memory: Mutex<Memory>

    private struct Memory {
        var written: Snapshot?
        var last: Timestamp
    }

    /// `now` is when the dashboard started; the first writing comes a minute later.
    init(file: SnapshotFile, written: Snapshot?, now: Timestamp) {
        self.file = file
        memory = Mutex(Memory(written: written, last: now))
    }

    /// True once a minute.
    func isDue(_ now: Timestamp) -> Bool {
        memory.withLock { memory in
            guard now - memory.last >= .seconds(60) || now < memory.last else { return false }
            memory.last = now
            return true
        }
    }

    /// Writes what is known, unless the file says so already. At the end of the dashboard it is written anyway, for
    /// the time in it. A file that cannot be written is no reason to disturb the operator.
    func keep(_ state: State, isLast: Bool = false) {
        guard let snapshot = Snapshot(state) else { return }
        let isNews = memory.withLock { memory in
            defer { memory.written = snapshot }
            return isLast || !snapshot.says(memory.written)
        }
        if isNews { try? file.write(snapshot) }
    }
}
