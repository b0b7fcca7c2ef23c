import FoundationEssentials
import Meetings
import MeetingsStorage

/// Whether the server can do its work now: read its database, and store.
struct Readiness: Sendable {
    let storage: Storage
    let folder: String

    /// What is the matter with each part; nil where all is well.
    struct Report: Sendable {
        var reading: String?
        var storing: String?

        var isReady: Bool { reading == nil && storing == nil }
    }

    func check() async -> Report {
        var report = Report()
        do {
            _ = try await storage.read { try $0.lastSequence() }
        } catch {
            report.reading = "The database cannot be read"
        }
        do {
            try await storage.write { _ in }
            // An empty transaction touches no disk: a file does.
            try PrivateFile.replace([UInt8](repeating: 0, count: 4096), at: folder + "/ready")
        } catch {
            report.storing = "Nothing can be stored in the data folder: its disk may be full or read-only"
        }
        return report
    }
}
