import ArgumentParser
import Meetings
import MeetingsServer

/// The flags by which `serve` is told how much is too much, and how long to keep what.
struct LimitOptions: ParsableArguments, Sendable {
    @Option(name: .customLong("room-limit"), help: "How many open rooms an application may have.")
    var roomLimit = Meetings.limitPerApplication

    @Option(name: .customLong("theme-limit"), help: "How many themes an application may have.")
    var themeLimit = Meetings.limitPerApplication

    @Option(
        name: .customLong("rate-limit"),
        help: ArgumentHelp(
            "How many requests a second an application may send, twice as many at once after a pause (default: 1000).",
            valueName: "n|off"))
    var rate = RateSetting(limit: RateLimit(perSecond: 1000))

    @Option(
        name: .customLong("connection-limit"),
        help: ArgumentHelp("How many connections may be open at once.", valueName: "n"))
    var connections = 4096

    @Option(
        name: .customLong("keep-events"),
        help: ArgumentHelp(
            "How long events and their callbacks are kept, in days (d) or hours (h) (default: 90d).",
            valueName: "span|off"))
    var keepEvents = KeepSetting(span: .seconds(90 * 86_400))

    func validate() throws {
        guard roomLimit > 0 else { throw ValidationError("--room-limit must be at least 1.") }
        guard themeLimit > 0 else { throw ValidationError("--theme-limit must be at least 1.") }
        guard (1...1_000_000).contains(connections) else {
            throw ValidationError("--connection-limit must be between 1 and 1000000.")
        }
    }
}

/// A rate as typed: a number of requests a second, or `off`.
struct RateSetting: Hashable, Sendable, ExpressibleByArgument {
    var limit: RateLimit?

    init(limit: RateLimit?) { self.limit = limit }

    init?(argument: String) {
        if argument == "off" {
            limit = nil
        } else {
            guard let number = Int(argument), (1...1_000_000).contains(number) else { return nil }
            limit = RateLimit(perSecond: number)
        }
    }

    var defaultValueDescription: String { limit.map { "\($0.perSecond)" } ?? "off" }
}

/// How long something is kept, as typed: a whole number of days or hours, or `off` for ever.
struct KeepSetting: Hashable, Sendable, ExpressibleByArgument {
    var span: Duration?

    init(span: Duration?) { self.span = span }

    init?(argument: String) {
        if argument == "off" {
            span = nil
            return
        }
        let units: [Character: Int64] = ["h": 3600, "d": 86_400]
        guard let last = argument.last, let unit = units[last], let count = Int64(argument.dropLast()),
            (1...100_000).contains(count)
        else { return nil }
        span = .seconds(count * unit)
    }
}
