import FoundationEssentials
import Glibc

/// Files that only their owner may read.
enum PrivateFile {
    /// Replaces `path` in one step: a reader sees the old content or the new, never half of it.
    static func replace(_ path: String, with data: Data) throws(CommandFailure) {
        let draft = "\(path).\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be written: \(systemError()).") }
        let count = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        guard count == data.count, rename(draft, path) == 0 else {
            let reason = systemError()
            unlink(draft)
            throw CommandFailure("\(path) cannot be written: \(reason).")
        }
    }
}

/// Folders that only their owner may enter.
enum PrivateFolder {
    /// Makes `path` and what is missing above it.
    static func make(_ path: String) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure("The folder \(path) cannot be made: \(systemError()).")
        }
    }
}

/// What the last failed system call says, such as `Permission denied`.
func systemError(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
}
