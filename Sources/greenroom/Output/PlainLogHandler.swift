import Logging
import Meetings

/// Writes log lines to standard error as `2031-03-04T09:10:00.412Z info sentence key=value`.
struct PlainLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let clock: any WallClock

    init(level: Logger.Level, clock: any WallClock) {
        logLevel = level
        self.clock = clock
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\("\($0.value)".scrubbed(limit: 500))" }
        let message = event.message.description.scrubbed(limit: 2000)
        StandardStream.error.write("\(clock.now.iso8601) \(event.level) \(message)\(details.joined())\n")
    }
}
