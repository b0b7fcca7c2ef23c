import ArgumentParser
import Logging
import Meetings

/// The flags by which `serve` is told what to write to its log, and how.
struct LogOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical; debug has a line for each request.",
            valueName: "level"),
        transform: LogOptions.level)
    var level: Logger.Level = .info

    @Option(name: .customLong("log-format"), help: "How a line of the log is written.")
    var format = LineLogHandler.Format.text

    private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else { throw ValidationError("\(name) is no log level.") }
        return level
    }

    func logger(clock: any WallClock) -> Logger {
        Logger(label: "greenroom") { _ in LineLogHandler(format, level: level, clock: clock) }
    }
}

extension LineLogHandler.Format: ExpressibleByArgument {}
