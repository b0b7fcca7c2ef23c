import Glibc

/// A lock that the kernel takes away when its process ends, however it ends: what proves that a server lives.
///
/// It is a record lock (`fcntl`): it names its holder, and asking for the holder does not disturb anyone who is just
/// taking it, as trying a `flock` would.
struct FileLock: Sendable {
    let path: String

    /// The process that holds the lock; 0 for one that cannot be seen from here; nil when nobody does.
    var holder: Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var request = FileLock.wholeFile()
        guard fcntl(descriptor, F_GETLK, &request) == 0, request.l_type != Int16(F_UNLCK) else { return nil }
        return max(0, request.l_pid)
    }

    /// Takes the lock until this process ends. False when another process holds it.
    ///
    /// A process must not ask for the holder of a lock that it has: closing any descriptor of the file gives it up.
    func take() throws(CommandFailure) -> Bool {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be opened: \(systemError()).") }
        var request = FileLock.wholeFile()
        if fcntl(descriptor, F_SETLK, &request) == 0 { return true }
        let code = errno
        close(descriptor)
        guard code == EACCES || code == EAGAIN else {
            throw CommandFailure("\(path) cannot be locked: \(systemError(code)).")
        }
        return false
    }

    private static func wholeFile() -> flock {
        var request = flock()
        request.l_type = Int16(F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        return request
    }
}
