import ArgumentParser
import FoundationEssentials

/// `greenroom stop`: ends the local server that a dashboard started.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the local server that the dashboard started.",
        discussion: "Meetings on it end. Rooms and themes are kept and are there again at the next start.")

    func run() throws {
        let server = LocalServer(folders: Folders(environment: ProcessInfo.processInfo.environment))
        if let pid = try server.stop() {
            StandardStream.output.write("The local server (process \(pid)) has ended.\n")
        } else {
            StandardStream.output.write("No local server runs.\n")
        }
    }
}
