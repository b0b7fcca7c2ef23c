import Foundation

/// The processes of this machine.
enum RunningPrograms {
    /// The number of one that is called `name` and has `text` in its command line; nil when there is none.
    static func first(_ name: String, with text: String) throws -> pid_t? {
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = pid_t(entry), let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else {
                continue
            }
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            if words.first?.hasSuffix(name) == true, words.contains(where: { $0.contains(text) }) { return pid }
        }
        return nil
    }
}
