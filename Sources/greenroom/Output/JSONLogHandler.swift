import FoundationEssentials
import Logging
import Meetings

/// Writes log lines to standard error as JSON objects, one a line: `time`, `level`, `message` and
/// the details by name.
struct JSONLogHandler: LogHandler {
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
        var fields = all.mapValues { "\($0)".scrubbed(limit: 500) }
        fields["time"] = clock.now.iso8601
        fields["level"] = event.level.rawValue
        fields["message"] = event.message.description.scrubbed(limit: 2000)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(fields) else { return }
        StandardStream.error.write(Array(line) + [0x0A])
    }
}
