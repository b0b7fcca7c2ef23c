/// What stands in the way of sound and picture on a machine: what it is, what it means, and what to do.
public struct MediaProblem: Hashable, Sendable {
    /// How bad it is.
    public enum Weight: Hashable, Sendable {
        /// People meet without sound and picture.
        case blocks
        /// Some people, or some day, will have none.
        case hinders
    }

    public var weight: Weight
    /// Which part it belongs to.
    public var part: Part
    public var sentence: String
    public var fix: String

    /// What a problem can belong to.
    public enum Part: String, Hashable, Sendable {
        case engine = "media server"
        case ports = "media ports"
        case network = "media network"
        case turn = "TURN"
    }

    public init(_ weight: Weight, _ part: Part, _ sentence: String, fix: String) {
        self.weight = weight
        self.part = part
        self.sentence = sentence
        self.fix = fix
    }
}

extension MediaSettings {
    /// Everything that is wrong with these settings on that machine, the worst first.
    ///
    /// `isReachable` is true when the server is to be reached from other machines.
    public func problems(on machine: MediaMachine, isReachable: Bool = true) -> [MediaProblem] {
        let all =
            engineProblems(machine) + networkProblems(machine) + portProblems(machine)
            + turnProblems(machine, isReachable: isReachable) + serviceProblems(machine)
        return all.filter { $0.weight == .blocks } + all.filter { $0.weight != .blocks }
    }

    private func engineProblems(_ machine: MediaMachine) -> [MediaProblem] {
        guard machine.janus != nil else {
            if let program {
                return [
                    MediaProblem(
                        .blocks, .engine,
                        "`media.program` is \(program), which cannot be run: there is no media server.",
                        fix: "Name the program of Janus, or leave the key out to use the installed one.")
                ]
            }
            return [
                MediaProblem(
                    .blocks, .engine, "Janus is not installed: people meet without sound and picture.",
                    fix: "apt-get install --no-install-recommends janus, after `systemctl mask janus`.")
            ]
        }
        guard machine.library != nil, machine.hasPlugin, machine.hasTransport else {
            let missing =
                machine.library == nil
                ? "the folder of its plugins was not found"
                : "\(machine.library ?? "") has no \(machine.hasPlugin ? "WebSocket transport" : "VideoRoom plugin")"
            return [
                MediaProblem(
                    .blocks, .engine, "Janus is installed, but \(missing): it cannot start.",
                    fix: "Set `media.library` to the folder with its `plugins` and `transports`.")
            ]
        }
        return []
    }

    private func networkProblems(_ machine: MediaMachine) -> [MediaProblem] {
        let usable = machine.interfaces.filter { !$0.isLoopback && !$0.addresses.isEmpty }
        let names = usable.map(\.name).joined(separator: ", ")
        guard !usable.isEmpty else {
            return [
                MediaProblem(
                    .blocks, .network,
                    "No interface but loopback is up with an IPv4 address, and Janus never uses loopback: nobody connects.",
                    fix: "Connect this machine to a network; in a container give it one of its own.")
            ]
        }
        let unknown = interfaces.filter { entry in
            !usable.contains { MediaMachine.matches(entry, $0) }
        }
        if unknown.isEmpty { return [] }
        let list = unknown.joined(separator: ", ")
        if unknown.count == interfaces.count {
            return [
                MediaProblem(
                    .blocks, .network,
                    "`media.interfaces` names \(list), and no interface is called so: Janus would tell everybody all "
                        + "addresses of this machine.",
                    fix: "Name one or more of \(names), or leave the key out.")
            ]
        }
        return [
            MediaProblem(
                .hinders, .network, "`media.interfaces` names \(list), which this machine does not have.",
                fix: "Name only some of \(names).")
        ]
    }

    private func portProblems(_ machine: MediaMachine) -> [MediaProblem] {
        let share = ports(of: 0)
        let least = Self.portsPerPerson * Self.fewestPeople
        var found: [MediaProblem] = []
        if share.count < least || ports.count < instances * least {
            found.append(
                MediaProblem(
                    .blocks, .ports,
                    "`media.ports` has \(ports.count) ports for \(instances) media server\(instances == 1 ? "" : "s"): "
                        + "fewer than \(least) for each are no use.",
                    fix: "Give at least two ports for each person who is to meet at once, such as 20000-24999."))
        }
        let taken = ports.count { machine.takenPorts.contains($0) }
        if taken == ports.count {
            found.append(
                MediaProblem(
                    .blocks, .ports, "Every UDP port of \(portText(ports)) is taken by another program.",
                    fix: "Set `media.ports` to a range that is free, and open it in the firewall."))
        } else if taken * 2 > ports.count {
            found.append(
                MediaProblem(
                    .hinders, .ports, "\(taken) of the \(ports.count) UDP ports of \(portText(ports)) are taken.",
                    fix: "Widen `media.ports`: each person needs two."))
        }
        return found
    }

    private func turnProblems(_ machine: MediaMachine, isReachable: Bool) -> [MediaProblem] {
        if case .external(let urls, let secret) = turn.source {
            guard secret == nil, urls.contains(where: { $0.lowercased().hasPrefix("turn") }) else { return [] }
            return [
                MediaProblem(
                    .hinders, .turn, "`turn.urls` names a TURN server, but there is no secret to log in with.",
                    fix: "Set `turn.shared_secret` (or GREENROOM_TURN_SHARED_SECRET) to its static-auth-secret.")
            ]
        }
        guard turn.source == .own, isReachable else { return [] }
        if machine.coturn == nil {
            return [
                MediaProblem(
                    .hinders, .turn,
                    "coturn is not installed: people behind strict firewalls cannot connect.",
                    fix:
                        "apt-get install --no-install-recommends coturn, after `systemctl mask coturn`; or set `turn.urls`."
                )
            ]
        }
        var found: [MediaProblem] = []
        if turn.relayPorts.overlaps(ports) || turn.relayPorts.contains(turn.port) || ports.contains(turn.port) {
            found.append(
                MediaProblem(
                    .hinders, .turn,
                    "The ports of TURN (\(turn.port), \(portText(turn.relayPorts))) and of media (\(portText(ports))) "
                        + "overlap: each would take the other's.",
                    fix: "Move `turn.relay_ports` or `media.ports`."))
        }
        let isTaken = machine.takenPorts.contains(turn.port) || machine.listeningPorts.contains(turn.port)
        if isTaken, !machine.hasOwnTurn {
            found.append(
                MediaProblem(
                    .hinders, .turn, "Another program has port \(turn.port): our TURN server cannot start.",
                    fix: "End it, or set `turn.port` to another, such as 3479."))
        }
        return found
    }

    private func serviceProblems(_ machine: MediaMachine) -> [MediaProblem] {
        var found: [MediaProblem] = []
        if machine.services.contains("janus.service") {
            found.append(
                MediaProblem(
                    .hinders, .engine,
                    "Debian's own janus.service runs, as root and with published demo secrets, on ports 8088 and 8188.",
                    fix: "systemctl disable --now janus && systemctl mask janus"))
        }
        if machine.services.contains("coturn.service"), turn.source == .own {
            found.append(
                MediaProblem(
                    .hinders, .turn, "Debian's own coturn.service runs beside ours.",
                    fix: "systemctl disable --now coturn && systemctl mask coturn; or name it in `turn.urls`."))
        }
        return found
    }

    private func portText(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound)-\(range.upperBound)" }
}
