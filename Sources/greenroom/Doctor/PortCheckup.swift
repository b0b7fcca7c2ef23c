/// The port that a local server takes when nothing else does.
struct PortCheckup {
    let environment: [String: String]

    func run() -> Finding {
        let usual = LocalServer.usualAddress
        if let local = LocalServer(folders: Folders(environment: environment)).running {
            return .ok("ports", "The local server runs at \(local.server).")
        }
        if PortProbe.isFree(usual.port) { return .ok("ports", "\(usual) is free for a local server.") }
        return .warning(
            "ports", "Another program listens on \(usual).",
            fix: "Leave it: a local server takes another port, and `greenroom serve` any that --listen names.")
    }
}
