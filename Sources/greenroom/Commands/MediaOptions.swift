import ArgumentParser
import FoundationEssentials
import MeetingsMedia

/// The flags by which `serve` is told about sound and picture.
struct MediaOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Off serves meetings without sound and picture (default: auto).", valueName: "auto|off"))
    var media: String?

    @Option(
        name: .customLong("media-program"), help: ArgumentHelp("The program of Janus.", valueName: "file"))
    var program: String?

    @Option(
        name: .customLong("media-library"),
        help: ArgumentHelp("The folder with its plugins and transports.", valueName: "dir"))
    var library: String?

    @Option(name: .customLong("media-instances"), help: ArgumentHelp("How many media servers run.", valueName: "n"))
    var instances: String?

    @Option(
        name: .customLong("media-ports"),
        help: ArgumentHelp("The UDP ports of media (default: 20000-24999).", valueName: "first-last"))
    var ports: String?

    @Option(
        name: .customLong("media-interfaces"),
        help: ArgumentHelp("The interfaces that media goes through (default: all but loopback).", valueName: "names"))
    var interfaces: String?

    @Option(
        name: .customLong("media-public-address"),
        help: ArgumentHelp("The address that the outside knows this machine by (1:1 NAT).", valueName: "ip"))
    var publicAddress: String?

    @Option(
        name: .customLong("media-event-loops"),
        help: ArgumentHelp("Threads of each media server.", valueName: "n"))
    var eventLoops: String?

    @Option(
        name: .customLong("media-capacity"),
        help: ArgumentHelp("How many streams each media server sends at once.", valueName: "n"))
    var capacity: String?

    @Option(
        help: ArgumentHelp(
            "Off runs no TURN server (default: auto, which runs coturn where other machines reach this one).",
            valueName: "auto|off"))
    var turn: String?

    @Option(name: .customLong("turn-program"), help: ArgumentHelp("The program of coturn.", valueName: "file"))
    var turnProgram: String?

    @Option(
        name: .customLong("turn-port"),
        help: ArgumentHelp("The port of TURN, UDP and TCP (default: 3478).", valueName: "port"))
    var turnPort: String?

    @Option(
        name: .customLong("turn-relay-ports"),
        help: ArgumentHelp("The UDP ports that it relays through (default: 25000-26999).", valueName: "first-last"))
    var relayPorts: String?

    @Option(
        name: .customLong("turn-urls"),
        help: ArgumentHelp(
            "STUN and TURN servers of others; their secret is read from GREENROOM_TURN_SHARED_SECRET.",
            valueName: "urls"))
    var turnURLs: String?

    /// Nil when there is to be none.
    func settings(environment: [String: String]) throws(CommandFailure) -> MediaSettings? {
        let file = try ConfigurationFile.checked(environment: environment)
        return try MediaChoice(flags: given, environment: environment, file: file).outcome
    }

    private var given: [String: String] {
        let all: KeyValuePairs = [
            "media.enabled": media, "media.program": program?.absolutePath, "media.library": library?.absolutePath,
            "media.instances": instances, "media.ports": ports, "media.interfaces": interfaces,
            "media.public_address": publicAddress, "media.event_loops": eventLoops, "media.capacity": capacity,
            "turn.enabled": turn, "turn.program": turnProgram?.absolutePath, "turn.port": turnPort,
            "turn.relay_ports": relayPorts, "turn.urls": turnURLs,
        ]
        return all.reduce(into: [:]) { given, one in given[one.key] = one.value }
    }
}
