import FoundationEssentials
import Glibc

extension MediaMachine {
    /// Looks at this machine.
    public static func current(for settings: MediaSettings) -> MediaMachine {
        let files = FileManager.default
        let janus = settings.program ?? program("janus")
        let library = settings.library ?? libraryFolders.first { files.fileExists(atPath: $0 + "/plugins") }
        func stands(_ name: String) -> Bool { library.map { files.fileExists(atPath: $0 + name) } ?? false }
        let processes = RunningProcess.all
        return MediaMachine(
            janus: janus.flatMap { files.isExecutableFile(atPath: $0) ? $0 : nil }, library: library,
            hasPlugin: stands("/plugins/libjanus_videoroom.so"),
            hasTransport: stands("/transports/libjanus_websockets.so"),
            coturn: (settings.turn.program ?? program("turnserver")).flatMap {
                files.isExecutableFile(atPath: $0) ? $0 : nil
            },
            interfaces: currentInterfaces, takenPorts: ports(in: ["udp", "udp6"]),
            listeningPorts: ports(in: ["tcp", "tcp6"], state: "0A"),
            services: Set(processes.compactMap(\.service)).intersection(["janus.service", "coturn.service"]),
            hasOwnTurn: processes.contains { $0.isOwnTurn },
            cores: max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1))
    }

    /// The folders of Debian's package on every processor, and those of a build from source.
    private static var libraryFolders: [String] {
        let packages = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        return packages.sorted().map { "/usr/lib/\($0)/janus" }.filter { $0.contains("-linux-") }
            + ["/usr/lib/janus", "/usr/local/lib/janus", "/opt/janus/lib/janus"]
    }

    private static func program(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/opt/janus/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static var currentInterfaces: [Interface] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var found: [String: Interface] = [:]
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }).compactMap({ $0?.pointee }) {
            guard entry.ifa_flags & UInt32(IFF_UP) != 0, let name = entry.ifa_name.map({ String(cString: $0) })
            else { continue }
            let isLoopback = entry.ifa_flags & UInt32(IFF_LOOPBACK) != 0
            // Media goes by IPv4 alone, as Janus is configured.
            let address = entry.ifa_addr.flatMap { $0.pointee.sa_family == UInt16(AF_INET) ? text(of: $0) : nil }
            found[name, default: Interface(name, [], isLoopback: isLoopback)].addresses += [address].compactMap { $0 }
        }
        return found.values.sorted { $0.name < $1.name }
    }

    private static func text(of address: UnsafeMutablePointer<sockaddr>) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = getnameinfo(
            address, socklen_t(MemoryLayout<sockaddr_in>.size), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard code == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The local ports in these tables of `/proc/net`.
    private static func ports(in tables: [String], state: String? = nil) -> Set<Int> {
        let texts = tables.compactMap { FileManager.default.contents(atPath: "/proc/net/\($0)") }
        return Set(texts.flatMap { ports(inTable: String(decoding: $0, as: UTF8.self), state: state) })
    }

    /// Reads a table: the second column of each line but the first is `ADDRESS:PORT` in hexadecimal, the fourth the state.
    static func ports(inTable text: String, state: String?) -> [Int] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: " ", maxSplits: 4)
            guard columns.count > 3, state == nil || columns[3] == state ?? "" else { return nil }
            return columns[1].split(separator: ":").last.flatMap { Int($0, radix: 16) }
        }
    }
}

/// A process of this machine, as far as it matters here.
private struct RunningProcess {
    /// The unit of systemd that it belongs to.
    var service: String?
    var isOwnTurn: Bool

    static var all: [RunningProcess] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.compactMap { number in
            let comm = FileManager.default.contents(atPath: "/proc/\(number)/comm") ?? Data()
            guard let name = String(bytes: comm, encoding: .utf8),
                ["janus", "turnserver", "sh"].contains(name.filter { $0 != "\n" })
            else { return nil }
            let group = FileManager.default.contents(atPath: "/proc/\(number)/cgroup") ?? Data()
            let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            let unit = String(decoding: group, as: UTF8.self).split(whereSeparator: { $0 == "/" || $0 == "\n" })
                .last { $0.hasSuffix(".service") }
            return RunningProcess(
                service: unit.map(String.init),
                isOwnTurn: words.contains(GuardedProcess.guardName) && words.contains { $0.hasSuffix("turnserver") })
        }
    }
}
