import Meetings
import MeetingsMedia
import Testing

struct MediaSettingsTests {
    /// Debian with everything installed, on one network.
    private static let debian = MediaMachine(
        janus: "/usr/bin/janus", library: "/usr/lib/x86_64-linux-gnu/janus", hasPlugin: true, hasTransport: true,
        coturn: "/usr/bin/turnserver",
        interfaces: [
            .init("lo", ["127.0.0.1"], isLoopback: true), .init("eth0", ["192.0.2.2"]), .init("wg0", ["10.8.0.1"]),
            .init("ifb0", []),
        ], cores: 4)

    private static func machine(_ change: (inout MediaMachine) -> Void) -> MediaMachine {
        var machine = debian
        change(&machine)
        return machine
    }

    @Test("has nothing to say about a machine with everything")
    func fine() {
        #expect(MediaSettings().problems(on: Self.debian).isEmpty)
        #expect(MediaSettings(interfaces: ["eth0"]).problems(on: Self.debian).isEmpty)
        #expect(MediaSettings(interfaces: ["192.0.2."]).problems(on: Self.debian).isEmpty)
    }

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var settings = MediaSettings()
        var machine = debian
        var weight: MediaProblem.Weight
        var sentence: String
        var fix: String
    }

    @Test(
        "says what is the matter and what to do",
        arguments: [
            Case(
                testDescription: "no Janus", machine: machine { $0.janus = nil }, weight: .blocks,
                sentence: "Janus is not installed: people meet without sound and picture.",
                fix: "apt-get install --no-install-recommends janus, after `systemctl mask janus`."),
            Case(
                testDescription: "a wrong program", settings: MediaSettings(program: "/opt/jans"),
                machine: machine { $0.janus = nil }, weight: .blocks,
                sentence: "`media.program` is /opt/jans, which cannot be run", fix: "Name the program of Janus"),
            Case(
                testDescription: "no folder", machine: machine { $0.library = nil }, weight: .blocks,
                sentence: "the folder of its plugins was not found", fix: "Set `media.library`"),
            Case(
                testDescription: "no plugin", machine: machine { $0.hasPlugin = false }, weight: .blocks,
                sentence: "/usr/lib/x86_64-linux-gnu/janus has no VideoRoom plugin", fix: "Set `media.library`"),
            Case(
                testDescription: "no transport", machine: machine { $0.hasTransport = false }, weight: .blocks,
                sentence: "has no WebSocket transport", fix: "Set `media.library`"),
            Case(
                testDescription: "loopback alone", machine: machine { $0.interfaces.removeLast(3) }, weight: .blocks,
                sentence: "No interface but loopback is up with an IPv4 address", fix: "Connect this machine"),
            Case(
                testDescription: "a list that matches nothing", settings: MediaSettings(interfaces: ["eth1"]),
                weight: .blocks,
                sentence:
                    "`media.interfaces` names eth1, and no interface is called so: Janus would tell everybody all",
                fix: "Name one or more of eth0, wg0, or leave the key out."),
            Case(
                testDescription: "a list that matches in part", settings: MediaSettings(interfaces: ["eth0", "eth1"]),
                weight: .hinders, sentence: "`media.interfaces` names eth1, which this machine does not have.",
                fix: "Name only some of eth0, wg0."),
            Case(
                testDescription: "an interface without an address", settings: MediaSettings(interfaces: ["ifb0"]),
                weight: .blocks, sentence: "`media.interfaces` names ifb0", fix: "Name one or more of eth0, wg0"),
            Case(
                testDescription: "too few ports", settings: MediaSettings(instances: 4, ports: 20_000...20_030),
                weight: .blocks, sentence: "`media.ports` has 31 ports for 4 media servers: fewer than 8 for each",
                fix: "at least two ports for each person"),
            Case(
                testDescription: "no free port", settings: MediaSettings(ports: 20_000...20_009),
                machine: machine { $0.takenPorts = Set(20_000...20_009) }, weight: .blocks,
                sentence: "Every UDP port of 20000-20009 is taken by another program.", fix: "Set `media.ports`"),
            Case(
                testDescription: "few free ports", settings: MediaSettings(ports: 20_000...20_009),
                machine: machine { $0.takenPorts = Set(20_000...20_005) }, weight: .hinders,
                sentence: "6 of the 10 UDP ports of 20000-20009 are taken.", fix: "Widen `media.ports`"),
            Case(
                testDescription: "no coturn", machine: machine { $0.coturn = nil }, weight: .hinders,
                sentence: "coturn is not installed: people behind strict firewalls cannot connect.",
                fix: "apt-get install --no-install-recommends coturn"),
            Case(
                testDescription: "ranges that overlap",
                settings: MediaSettings(turn: TurnSettings(relayPorts: 24_000...25_000)), weight: .hinders,
                sentence: "The ports of TURN (3478, 24000-25000) and of media (20000-24999) overlap",
                fix: "Move `turn.relay_ports` or `media.ports`."),
            Case(
                testDescription: "a TURN port that is taken", machine: machine { $0.takenPorts = [3478] },
                weight: .hinders, sentence: "Another program has port 3478", fix: "set `turn.port` to another"),
            Case(
                testDescription: "a TURN server without a secret",
                settings: MediaSettings(
                    turn: TurnSettings(source: .external(urls: ["turn:t.example.org"], secret: nil))),
                weight: .hinders, sentence: "there is no secret to log in with", fix: "Set `turn.shared_secret`"),
            Case(
                testDescription: "Debian's Janus", machine: machine { $0.services = ["janus.service"] },
                weight: .hinders, sentence: "Debian's own janus.service runs, as root",
                fix: "systemctl disable --now janus && systemctl mask janus"),
            Case(
                testDescription: "Debian's coturn", machine: machine { $0.services = ["coturn.service"] },
                weight: .hinders, sentence: "Debian's own coturn.service runs beside ours.", fix: "systemctl disable"),
        ])
    func problem(_ given: Case) throws {
        let problems = given.settings.problems(on: given.machine)
        #expect(problems.count == 1, "\(problems.map(\.sentence))")
        let problem = try #require(problems.first)
        #expect(problem.weight == given.weight)
        #expect(problem.sentence.contains(given.sentence), "\(problem.sentence)")
        #expect(problem.fix.contains(given.fix), "\(problem.fix)")
    }

    @Test("leaves TURN alone where nobody needs it, or where another has it")
    func quiet() {
        let bare = Self.machine { $0.coturn = nil }
        #expect(MediaSettings().problems(on: bare, isReachable: false).isEmpty)
        #expect(MediaSettings(turn: TurnSettings(source: .off)).problems(on: bare).isEmpty)
        // A server of ours that runs has the port.
        let running = Self.machine { ($0.takenPorts, $0.hasOwnTurn) = ([3478], true) }
        #expect(MediaSettings().problems(on: running).isEmpty)
        let elsewhere = TurnSettings(source: .external(urls: ["stun:s.example.org"], secret: nil))
        #expect(MediaSettings(turn: elsewhere).problems(on: bare).isEmpty)
    }

    @Test("gives each media server its share", arguments: [1, 2, 3, 7])
    func shares(count: Int) {
        let settings = MediaSettings(instances: count, ports: 20_000...20_999)
        let shares = (0..<count).map(settings.ports(of:))
        for (one, next) in zip(shares, shares.dropFirst()) { #expect(one.upperBound < next.lowerBound) }
        #expect(shares.first?.lowerBound == 20_000)
        #expect(shares.allSatisfy { settings.ports.contains($0.upperBound) && $0.count == 1000 / count })
        #expect(settings.eventLoops(onCores: 8) == max(2, 16 / count))
        #expect(settings.capacity(onCores: 8) == max(50, 800 / count))
    }

    @Test("plans what runs, and nothing where something blocks")
    func plan() throws {
        let settings = MediaSettings(
            instances: 2, ports: 20_000...20_199, interfaces: ["eth0"], publicAddress: "198.51.100.7")
        func plan(_ machine: MediaMachine) -> MediaPlan? {
            MediaPlan(settings, on: machine, folder: "/data/media", sockets: "/run/g") {
                .init(api: "a", admin: "b", rooms: "c")
            }
        }
        let engines = try #require(plan(Self.debian)).engines
        #expect(engines.map(\.name) == ["media-1", "media-2"])
        #expect(engines.map(\.configuration.ports) == [20_000...20_099, 20_100...20_199])
        #expect(engines.map(\.configuration.folder) == ["/data/media/media-1", "/data/media/media-2"])
        #expect(engines.map(\.configuration.apiSocket) == ["/run/g/media-1/api.sock", "/run/g/media-2/api.sock"])
        #expect(engines.allSatisfy { $0.configuration.interfaces == ["eth0"] && $0.capacity == 200 })
        #expect(engines.allSatisfy { $0.configuration.publicAddress == "198.51.100.7" })
        #expect(plan(Self.machine { $0.janus = nil }) == nil)
    }

    @Test("sees this machine: its interfaces, its cores, and what is installed")
    func current() {
        let machine = MediaMachine.current(for: MediaSettings(program: "/nowhere/janus"))
        #expect(machine.janus == nil)
        #expect(machine.interfaces.contains { $0.isLoopback && $0.addresses.contains("127.0.0.1") })
        #expect(machine.cores > 0)
    }
}
