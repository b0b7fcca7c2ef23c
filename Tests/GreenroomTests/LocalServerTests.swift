import FoundationEssentials
import Glibc
import Testing

@testable import greenroom

struct LocalServerTests {
    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/greenroom-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("has no holder of a lock that nobody took")
    func freeLock() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(FileLock(path: folder + "/lock").holder == nil)
        _ = FileManager.default.createFile(atPath: folder + "/lock", contents: nil)
        #expect(FileLock(path: folder + "/lock").holder == nil)
    }

    @Test("does not take a stale note for a running server")
    func staleState() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let folders = Folders(environment: ["XDG_STATE_HOME": folder])
        try PrivateFolder.make(folders.state)
        let state = LocalServerState(pid: getpid(), url: "http://x", applicationID: "a", privateKeyPath: "k")
        try state.write(folders.serverState)
        #expect(LocalServerState.read(folders.serverState) == state)
        #expect(LocalServer(folders: folders).running == nil)
        #expect(try LocalServer(folders: folders).stop() == nil)
    }

    @Test("keeps what it writes from other users")
    func privateFile() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try PrivateFile.replace(folder + "/secret", with: Data("x".utf8))
        var status = stat()
        #expect(stat(folder + "/secret", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test(
        "puts configuration, data and state where XDG says",
        arguments: [
            (["HOME": "/home/a"], "/home/a/.local/share/greenroom"),
            (["HOME": "/home/a", "XDG_DATA_HOME": "/data"], "/data/greenroom"),
            (["HOME": "/home/a", "XDG_DATA_HOME": "relative"], "/home/a/.local/share/greenroom"),
        ])
    func folders(environment: [String: String], data: String) {
        #expect(Folders(environment: environment).data == data)
    }

    @Test(
        "reads a closing time as an instant or a span",
        arguments: [
            ("90m", .after(.seconds(5400))), ("2h", .after(.seconds(7200))), ("30d", .after(.seconds(2_592_000))),
            ("0m", nil), ("m", nil), ("2x", nil), ("99999999999999999999d", nil),
        ] as [(String, ClosingTime?)])
    func closingTime(text: String, expected: ClosingTime?) {
        #expect(ClosingTime(argument: text) == expected)
    }
}
