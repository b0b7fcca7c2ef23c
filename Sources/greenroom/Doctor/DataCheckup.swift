import FoundationEssentials
import Glibc
import MeetingsStorage

/// The data folder of a server on this machine: its database and its disk.
struct DataCheckup {
    let folder: String
    /// True when the command line named the folder: then it must be there.
    let isNamed: Bool

    /// Below this many bytes nothing works for long, and below the second it is time to look.
    private static let leastSpace: UInt64 = 100 << 20
    private static let littleSpace: UInt64 = 1 << 30

    func run() async -> [Finding] {
        let path = folder + "/" + Storage.fileName
        guard FileManager.default.fileExists(atPath: path) else {
            let text = "There is no database in \(folder)."
            if isNamed { return [.failure("database", text, fix: "Name the folder that the server runs with.")] }
            return [.ok("database", text + " No server on this machine uses that folder.")]
        }
        return [await database(path), Self.space(in: folder)]
    }

    /// Looks at a copy, so that the file itself is neither migrated nor held up.
    private func database(_ path: String) async -> Finding {
        let copies = FileManager.default.temporaryDirectory.path + "/greenroom-doctor-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: copies) }
        do {
            try FileManager.default.createDirectory(
                atPath: copies, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            _ = try Storage.backup(folder: folder, to: copies + "/" + Storage.fileName)
            let storage = try Storage.open(folder: copies)
            let damage = try await storage.check()
            let counts = try await storage.read { try $0.counts() }
            await storage.close()
            guard let first = damage.first else {
                return .ok(
                    "database",
                    "\(path) is sound: \(counted(counts.applications, "application")), "
                        + "\(counted(counts.roomsTotal, "room")), "
                        + "\(counted(counts.deliveriesPending, "callback")) to send.")
            }
            return .failure(
                "database", "\(path) is damaged: \(first)",
                fix: "Stop the server, keep the file, and restore a backup.")
        } catch {
            return .failure("database", error)
        }
    }

    private static func space(in folder: String) -> Finding {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            return .failure("disk", "The disk of \(folder) does not answer.", fix: "Check its mount.")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let text = "\(free >> 20) MiB are free below \(folder)."
        if free < leastSpace { return .failure("disk", text, fix: "Free space on it before the server stops storing.") }
        if free < littleSpace { return .warning("disk", text, fix: "Free space on it soon.") }
        return .ok("disk", text)
    }
}
