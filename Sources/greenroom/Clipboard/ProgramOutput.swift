import Glibc

/// What a small program prints.
enum ProgramOutput {
    /// The text of the program's standard output, without the line feed at its end; nil when it cannot be started,
    /// fails or takes longer than two seconds.
    static func of(_ words: [String]) async -> String? {
        var ends: [Int32] = [-1, -1]
        guard let program = words.first, pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let child = try? ChildProcess(executable: program, arguments: words, output: .descriptor(ends[1]))
        close(ends[1])
        defer { close(ends[0]) }
        guard let child else { return nil }
        var bytes: [UInt8] = []
        let last = ContinuousClock.now + .seconds(2)
        while ContinuousClock.now < last {
            let status = child.exitStatus()
            take(&bytes, from: ends[0])
            if let status {
                if bytes.last == 0x0A { bytes.removeLast() }
                return status == 0 ? String(decoding: bytes, as: UTF8.self) : nil
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        kill(child.pid, SIGKILL)
        var status: Int32 = 0
        waitpid(child.pid, &status, 0)
        return nil
    }

    /// Reads what is there now.
    private static func take(_ bytes: inout [UInt8], from descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            bytes += buffer[..<count]
        }
    }
}
