#if canImport(Glibc)
    import Glibc
#endif

/// Small files that only their owner may read: keys.
enum PrivateFile {
    private static let largest = 1 << 20

    /// The content, or nil where there is no such file.
    static func read(_ path: String) throws(ServerError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw ServerError(.folderUnusable, "\(path) cannot be read: \(reason()). Check its owner and permissions.")
        }
        defer { close(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while content.count <= largest {
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count >= 0 else {
                throw ServerError(.folderUnusable, "\(path) cannot be read: \(reason()).")
            }
            if count == 0 { return content }
            content += chunk[..<count]
        }
        throw ServerError(.folderUnusable, "\(path) is larger than 1 MiB: it is no key and no certificate.")
    }

    /// Writes a new file with mode 0600 and makes it durable; its folder is made with mode 0700.
    static func write(_ content: [UInt8], to path: String) throws {
        if let end = path.lastIndex(of: "/") { mkdir(String(path[..<end]), 0o700) }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable(path) }
        guard Glibc.write(file, content, content.count) == content.count, fsync(file) == 0 else {
            let failure = unwritable(path)
            // Half a key is worse than none.
            unlink(path)
            close(file)
            throw failure
        }
        close(file)
    }

    /// The 256 random bits that the file holds; they are made where there is no file.
    static func key(at path: String) throws -> [UInt8] {
        if let bytes = try read(path) {
            // An empty key, as a crash may leave one, would let anybody sign.
            guard bytes.count >= 32 else {
                throw ServerError(
                    .folderUnusable,
                    "\(path) holds no whole key. Delete it and start again: links that were given out become invalid.")
            }
            return bytes
        }
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        try write(bytes, to: path)
        return bytes
    }

    private static func unwritable(_ path: String) -> ServerError {
        ServerError(.folderUnusable, "\(path) cannot be written: \(reason()). Check the folder's permissions.")
    }

    /// Replaces a file in one step: a reader sees the old content or the new, never half of it.
    static func replace(_ content: [UInt8], at path: String) throws {
        let draft = path + ".new"
        unlink(draft)
        try write(content, to: draft)
        guard rename(draft, path) == 0 else {
            throw ServerError(.folderUnusable, "\(path) cannot be written: \(reason()). Check its permissions.")
        }
    }

    static func reason() -> String { String(cString: strerror(errno)) }
}
