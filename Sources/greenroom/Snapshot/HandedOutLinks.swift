import FoundationEssentials
import Glibc
import Meetings

/// The rooms whose links were handed out from this machine, an id a line: for the alarm about rooms that are not ready.
struct HandedOutLinks: Sendable {
    private let path: String

    /// Older rooms are forgotten.
    private static let kept = 10_000

    init(folder: String, key: ApplicationKey) { path = "\(folder)/links-\(key.fileName)" }

    /// All of them; none where there is no file.
    func read() -> Set<RoomID> {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        return Set(lines.suffix(Self.kept).map { RoomID(String($0)) })
    }

    /// Adds rooms. A file that cannot be written is no reason to disturb the operator.
    func add(_ rooms: Set<RoomID>) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // One call, so that two dashboards do not write into each other's lines.
        let bytes = Array(rooms.map { $0.rawValue.scrubbed() + "\n" }.sorted().joined().utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
