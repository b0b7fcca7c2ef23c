import Glibc
import MeetingsServer

/// The local server's own side: it holds the lock, chooses the port, has its application, and says when it is ready.
struct LocalServe: Sendable {
    let folders: Folders
    let dataFolder: String

    /// Runs `serve` with the address to use. It calls back with the address that it got, once it listens.
    ///
    /// Returns at once when another local server has the lock: that one is as good.
    func run(
        serve: (ListenAddress, @escaping @Sendable (ListenAddress) async throws -> Void) async throws -> Void
    ) async throws {
        try PrivateFolder.make(folders.state)
        guard try FileLock(path: folders.serverLock).take() else {
            StandardStream.error.write("Another local server runs already.\n")
            return
        }
        // It may run for months: the folder that it was started in must stay free to be moved or unmounted.
        chdir("/")
        unlink(folders.serverState)
        defer { unlink(folders.serverState) }
        try PrivateFolder.make(dataFolder)
        let application = try await LocalApplication.find(in: dataFolder, clock: SystemClock())
        var address = LocalServer.usualAddress
        if !PortProbe.isFree(address.port) { address.port = 0 }
        let stateFile = folders.serverState
        try await serve(address) { listening in
            let state = LocalServerState(
                pid: getpid(), url: "http://\(listening)", applicationID: application.applicationID,
                privateKeyPath: application.privateKeyPath)
            try state.write(stateFile)
        }
    }
}
