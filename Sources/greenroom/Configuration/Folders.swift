/// Where Greenroom keeps what (XDG Base Directory Specification). Paths are absolute and may not exist yet.
struct Folders: Hashable, Sendable {
    /// The file of profiles.
    var configurationFile: String
    /// Rooms, themes and events of the local server, and the keys of its applications.
    var data: String
    /// Logs, and where the local server can be found.
    var state: String

    /// Reads `XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME` and `HOME`. A relative path counts as unset, as the
    /// specification asks.
    init(environment: [String: String]) {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "/"
        func base(_ name: String, _ usual: String) -> String {
            guard let path = environment[name], path.hasPrefix("/") else { return "\(home)/\(usual)" }
            return path
        }
        configurationFile = base("XDG_CONFIG_HOME", ".config") + "/greenroom/config.yaml"
        data = base("XDG_DATA_HOME", ".local/share") + "/greenroom"
        state = base("XDG_STATE_HOME", ".local/state") + "/greenroom"
    }

    /// What the dashboard's libraries wrote to standard error while the screen was theirs.
    var dashboardLog: String { state + "/dashboard.log" }
    /// What the local server writes.
    var serverLog: String { state + "/server.log" }
    /// Held by the local server as long as it lives.
    var serverLock: String { state + "/local-server.lock" }
    /// Where the local server says how it is reached.
    var serverState: String { state + "/server.json" }
}
