import FoundationEssentials
import Glibc

/// What one process takes of the machine, as the system tells it at one moment.
public struct ProcessLoad: Hashable, Sendable {
    /// Memory in use, in bytes.
    public var residentBytes: Int
    /// Time on a processor since its start, in seconds.
    public var processorSeconds: Double
    public var threads: Int

    public init(residentBytes: Int, processorSeconds: Double, threads: Int) {
        self.residentBytes = residentBytes
        self.processorSeconds = processorSeconds
        self.threads = threads
    }

    /// Asks of a process; nil when it is gone.
    init?(of process: pid_t) {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        self.init(stat: String(decoding: data, as: UTF8.self))
    }

    /// Reads a line of `/proc/PID/stat`. The name in it stands in parentheses and may hold anything.
    init?(stat: String) {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        // The third field of the line comes first here.
        let fields = stat[end...].split(separator: " ").dropFirst().map { Int($0) }
        guard fields.count > 21, let user = fields[11], let system = fields[12], let threads = fields[17],
            let pages = fields[21]
        else { return nil }
        self.init(
            residentBytes: pages * sysconf(Int32(_SC_PAGESIZE)),
            processorSeconds: Double(user + system) / Double(max(sysconf(Int32(_SC_CLK_TCK)), 1)), threads: threads)
    }

    /// The children of a process, oldest first.
    static func children(of process: pid_t) -> [pid_t] {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/task/\(process)/children") else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }
}
