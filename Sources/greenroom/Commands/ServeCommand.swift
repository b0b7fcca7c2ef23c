import ArgumentParser
import FoundationEssentials
import Logging
import MeetingsDelivery
import MeetingsMedia
import MeetingsServer

/// `greenroom serve`: the Meetings API on one address, with one data folder.
struct ServeCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the Meetings API and the meeting page.",
        discussion: "Logs go to standard error. SIGTERM and SIGINT end it in good order.")

    @Option(help: ArgumentHelp("Where to listen (default: \(LocalServer.usualAddress)).", valueName: "host:port"))
    var listen: ListenAddress?

    @Option(help: ArgumentHelp("Folder of the database and the keys (default: the user's own).", valueName: "dir"))
    var data: String?

    @Option(
        name: .customLong("public-url"),
        help: ArgumentHelp("What links begin with, when a proxy stands in front.", valueName: "url"))
    var publicURL: String?

    @Option(
        name: .customLong("allow-callbacks-to"),
        help: ArgumentHelp(
            "Let callbacks go to these private addresses too; may be repeated.", valueName: "cidr"))
    var allowCallbacksTo: [String] = []

    @Option(
        name: .customLong("dial-in-numbers"),
        help: ArgumentHelp(
            "File of the telephone numbers to answer with: a JSON array of number, locale and display_name.",
            valueName: "file"))
    var dialInNumbers: String?

    @Option(
        name: .customLong("frame-ancestors"),
        help: ArgumentHelp(
            "Which sites may show the meeting page in a frame, as in Content-Security-Policy (default: 'self').",
            valueName: "sources"))
    var frameAncestors = "'self'"

    @OptionGroup(title: "Encryption") var tls: TLSOptions

    @OptionGroup(title: "Sound and picture") var media: MediaOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions

    @OptionGroup(title: "Recordings") var recordings: FilmOptions

    @OptionGroup(title: "Log") var log: LogOptions

    /// The dashboard's own server: at most one a user, findable through the state folder.
    @Flag(help: .hidden) var local = false

    func validate() throws {
        // It becomes part of a header, and of a list of directives.
        guard frameAncestors.utf8.allSatisfy({ (32...126).contains($0) && $0 != 59 && $0 != 44 }) else {
            throw ValidationError("--frame-ancestors must be a list of sources with blanks between them.")
        }
        do {
            _ = try allowCallbacksTo.map { text throws(DeliveryError) in try CIDR(text) }
        } catch {
            throw ValidationError("--allow-callbacks-to: \(error.message)")
        }
    }

    func perform() async throws {
        let folders = Folders(environment: ProcessInfo.processInfo.environment)
        let folder = (data ?? folders.data).absolutePath
        if local {
            try await LocalServe(folders: folders, dataFolder: folder).run { address, onReady in
                // Receivers of a local server are on this machine.
                try await serve(
                    on: listen ?? address, folder: folder, targets: ["127.0.0.0/8", "::1/128"], onReady: onReady)
            }
        } else {
            try await serve(on: listen ?? LocalServer.usualAddress, folder: folder, targets: []) { _ in }
        }
    }

    private func serve(
        on address: ListenAddress, folder: String, targets: [String],
        onReady: @escaping @Sendable (ListenAddress) async throws -> Void
    ) async throws {
        let clock = SystemClock()
        let logger = log.logger(clock: clock)
        var configuration = ServerConfiguration(
            host: address.host, port: address.port, publicURL: publicURL, tls: tls.setting,
            callbackTargets: AddressPolicy(allowed: try (targets + allowCallbacksTo).map { try CIDR($0) }),
            roomLimit: limits.roomLimit, themeLimit: limits.themeLimit, rateLimit: limits.rate.limit,
            connectionLimit: limits.connections,
            dialInNumbers: try dialInNumbers.map(DialInNumbersFile.read) ?? [], frameAncestors: frameAncestors,
            keepEvents: limits.keepEvents.span,
            media: try media.settings(environment: ProcessInfo.processInfo.environment))
        configuration.recording = recordings.settings
        let final = configuration
        let reload = ReloadRequest()
        let hangUp = final.tls.map { _ in HangUp { reload.send() } }
        defer { hangUp?.cancel() }
        try await untilSignal {
            try await MeetingsServer.run(
                final, dataFolder: folder, clock: clock, logger: logger, reload: reload
            ) { port in
                let listening = ListenAddress(host: address.host, port: port)
                StandardStream.output.write(greeting(final, on: listening, folder: folder))
                do {
                    try await onReady(listening)
                } catch {
                    logger.error("\(CommandFailure(error).message)")
                }
            }
        }
    }
}

/// What a server that listens says of itself.
private func greeting(_ configuration: ServerConfiguration, on address: ListenAddress, folder: String) -> String {
    let scheme = configuration.tls == nil ? "http" : "https"
    let line = "greenroom serves on \(scheme)://\(address) (data: \(folder))\n"
    guard configuration.tls == .selfSigned else { return line }
    return line + "clients must trust \(MeetingsServer.certificatePath(in: folder))\n"
}

extension String {
    /// This path, from the root.
    var absolutePath: String {
        if hasPrefix("/") { return self }
        return FileManager.default.currentDirectoryPath + "/" + (hasPrefix("./") ? dropFirst(2) : self[...])
    }
}
