#if canImport(Glibc)
    import Glibc
#endif

/// Keeps two servers off one data folder. The lock is the kernel's: it is gone with the process, however that ended.
struct FolderLock: Sendable {
    private let descriptor: Int32

    static func acquire(folder: String) throws -> FolderLock {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST || errno == ENOENT else {
            throw ServerError(
                .folderUnusable, "The data folder \(folder) cannot be made: \(PrivateFile.reason()). Choose another.")
        }
        makeParents(of: folder)
        let path = "\(folder)/server.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ServerError(
                .folderUnusable,
                "The data folder \(folder) cannot be written: \(PrivateFile.reason()). Make it writable or choose another."
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ServerError(
                .folderInUse,
                "Another server is running on the data folder \(folder). Stop it, or choose another folder with --data."
            )
        }
        return FolderLock(descriptor: descriptor)
    }

    private static func makeParents(of folder: String) {
        for index in folder.indices.dropFirst() where folder[index] == "/" { mkdir(String(folder[..<index]), 0o700) }
        mkdir(folder, 0o700)
    }

    func release() { close(descriptor) }
}
