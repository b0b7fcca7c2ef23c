import Glibc

/// A file that is written from nothing, whole, for its owner alone.
struct ExportFile {
    let path: String

    /// Writes `bytes` to a file that must not exist yet, unless `replaces`. Throws a sentence, and leaves nothing half
    /// written.
    func write(_ bytes: [UInt8], replaces: Bool = false) throws(CommandFailure) {
        let draft = "\(path).\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be written: \(systemError()).") }
        var rest = bytes[...]
        var code: Int32 = 0
        while !rest.isEmpty, code == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
        }
        if code == 0, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        // `link` fails where a file stands; `rename` would take its place.
        if code == 0, (replaces ? rename(draft, path) : link(draft, path)) != 0 { code = errno }
        unlink(draft)
        if code == EEXIST {
            throw CommandFailure("\(path) is there already, and was left as it is. Name another file.")
        }
        guard code == 0 else { throw CommandFailure("\(path) cannot be written: \(systemError(code)).") }
    }
}
