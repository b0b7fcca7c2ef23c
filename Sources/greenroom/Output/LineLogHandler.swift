import FoundationEssentials
import Logging
import Meetings

/// Writes log lines to standard error, one an event, in one of two formats.
struct LineLogHandler: LogHandler {
    /// How a line is written.
    enum Format: String, CaseIterable, Sendable {
        /// `2031-03-04T09:10:00.412Z info sentence key=value`.
        case text
        /// A JSON object: `time`, `level`, `message` and the details by name.
        case json
    }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let format: Format
    private let clock: any WallClock

    init(_ format: Format = .text, level: Logger.Level, clock: any WallClock) {
        self.format = format
        logLevel = level
        self.clock = clock
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues {
            "\($0)".scrubbed(limit: 500)
        }
        let message = event.message.description.scrubbed(limit: 2000)
        switch format {
        case .text:
            let pairs = details.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            StandardStream.error.write("\(clock.now.iso8601) \(event.level) \(message)\(pairs.joined())\n")
        case .json:
            var fields = details
            fields["time"] = clock.now.iso8601
            fields["level"] = event.level.rawValue
            fields["message"] = message
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(fields) else { return }
            StandardStream.error.write(Array(line) + [0x0A])
        }
    }
}
