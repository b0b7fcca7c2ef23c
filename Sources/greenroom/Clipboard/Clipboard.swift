import Glibc

/// Copies text by the first way that works, off the screen's thread and within seconds.
struct Clipboard: Sendable {
    let routes: [ClipboardRoute]
    /// How long one program may take.
    var deadline = Duration.seconds(2)

    /// The way that took the text, or nil when none did.
    func copy(_ text: String) async -> ClipboardRoute? {
        for route in routes {
            let hasWorked =
                if let arguments = route.arguments {
                    await feed(text, to: arguments)
                } else {
                    writeToTerminal(text)
                }
            if hasWorked { return route }
        }
        return nil
    }

    /// Starts a program, hands it `text`, and answers whether it ended well in time.
    func feed(_ text: String, to arguments: [String]) async -> Bool {
        var ends: [Int32] = [-1, -1]
        // A socket, not a pipe: writing to a program that has ended must not send this process a SIGPIPE.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let child = try? ChildProcess(executable: arguments[0], arguments: arguments, input: ends[0])
        close(ends[0])
        defer { if ends[1] >= 0 { close(ends[1]) } }
        guard let child else { return false }
        var rest = Array(text.utf8)[...]
        let last = ContinuousClock.now + deadline
        while ContinuousClock.now < last {
            if ends[1] >= 0, !Clipboard.advance(&rest, into: ends[1]) {
                close(ends[1])
                ends[1] = -1
            }
            if let status = child.exitStatus() { return status == 0 && rest.isEmpty }
            try? await Task.sleep(for: .milliseconds(5))
        }
        kill(child.pid, SIGKILL)
        // Killed a moment ago: it ends without delay, and must not stay behind as a zombie.
        var status: Int32 = 0
        waitpid(child.pid, &status, 0)
        return false
    }

    /// Writes what the socket takes now. False once there is nothing more to write.
    private static func advance(_ rest: inout ArraySlice<UInt8>, into descriptor: Int32) -> Bool {
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            rest = rest.dropFirst(count)
        }
        return false
    }

    /// Writes the escape sequence in one call, so that it cannot be torn apart by a frame of the screen.
    private func writeToTerminal(_ text: String) -> Bool {
        guard let bytes = ClipboardSequence.bytes(for: text) else { return false }
        let terminal = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        return write(terminal, bytes, bytes.count) == bytes.count
    }
}
