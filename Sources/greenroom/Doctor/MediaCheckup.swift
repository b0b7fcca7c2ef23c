import ArgumentParser
import MeetingsMedia

/// Sound and picture on this machine: what a server here would need, and what it has.
struct MediaCheckup {
    let environment: [String: String]

    func run() -> [Finding] {
        do {
            guard let settings = try MediaOptions.parse([]).settings(environment: environment) else {
                return [.ok("media server", "Switched off: people meet without sound and picture.")]
            }
            return Self.findings(settings, on: .current(for: settings))
        } catch {
            return [.failure("media server", error)]
        }
    }

    /// One finding for each part that works, and one for each problem. None fails: a machine that only runs the dashboard
    /// needs none of it.
    static func findings(_ settings: MediaSettings, on machine: MediaMachine) -> [Finding] {
        let problems = settings.problems(on: machine)
        var findings: [Finding] = []
        for part in [MediaProblem.Part.engine, .ports, .network, .turn] {
            let own = problems.filter { $0.part == part }
            findings += own.map { .warning(part.rawValue, $0.sentence, fix: $0.fix) }
            if own.isEmpty { findings.append(.ok(part.rawValue, well(part, settings, machine))) }
        }
        return findings
    }

    private static func well(_ part: MediaProblem.Part, _ settings: MediaSettings, _ machine: MediaMachine) -> String {
        switch part {
        case .engine: return "\(machine.janus ?? "") is installed, with its plugins in \(machine.library ?? "")."
        case .ports:
            let ports = settings.ports
            return "UDP \(ports.lowerBound)-\(ports.upperBound) is free for \(ports.count / 2) people at once; "
                + "open it in the firewall."
        case .network:
            let used = machine.used(settings)
            let list = used.map { "\($0.name) (\($0.addresses.joined(separator: ", ")))" }.joined(separator: ", ")
            return "Media goes through \(list)\(settings.publicAddress.map { ", seen as \($0)" } ?? "")."
        case .turn:
            switch settings.turn.source {
            case .off: return "Switched off: people behind strict firewalls cannot connect."
            case .external(let urls, _): return "Pages are told of \(urls.joined(separator: ", "))."
            case .own:
                let relay = settings.turn.relayPorts
                return "\(machine.coturn ?? "") is installed. Open \(settings.turn.port) (UDP and TCP) and UDP "
                    + "\(relay.lowerBound)-\(relay.upperBound)."
            }
        }
    }
}
