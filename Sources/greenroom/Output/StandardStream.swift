import Glibc

/// Standard output or error, written whole and at once, so that a program on the other end of a pipe sees each line.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all of `text`; gives up silently when the reader has gone, and answers false.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Writes all of `bytes`; gives up silently when the reader has gone, and answers false.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// True when it is a pipe whose reader has gone.
    var isAbandoned: Bool {
        var descriptor = pollfd(fd: rawValue, events: 0, revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLERR) != 0
    }
}
