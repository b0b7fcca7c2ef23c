import FoundationEssentials
import Glibc

/// Files with secrets, in folders that only we may enter.
struct PrivateFiles: Sendable {
    var folders: [String]
    var files: [(path: String, text: String)]

    /// Makes what is missing and replaces what is there. A reader sees a file whole, or the one before.
    func write() throws {
        for folder in folders {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // One that was there may have been open to others.
            guard chmod(folder, 0o700) == 0 else { throw CocoaError(.fileWriteNoPermission) }
        }
        for file in files {
            let path = file.path + ".new"
            unlink(path)
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
            let handle = FileDescriptor(descriptor)
            try handle.write(Array(file.text.utf8))
            guard rename(path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
    }

    /// Closed when it goes.
    private struct FileDescriptor: ~Copyable {
        private let number: Int32

        init(_ number: Int32) { self.number = number }

        deinit { close(number) }

        func write(_ bytes: [UInt8]) throws {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw CocoaError(.fileWriteOutOfSpace) }
                rest = rest.dropFirst(count)
            }
        }
    }
}
