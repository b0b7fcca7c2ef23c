/// Something to be written to a file.
public struct Export: Hashable, Sendable {
    /// How it is written.
    public enum Format: String, Hashable, Sendable, CaseIterable { case csv, json, ndjson }

    /// What is written.
    public enum Content: Hashable, Sendable {
        /// Rows as they are shown.
        case table(columns: [String], rows: [[String]])
        /// Events by their numbers, whole.
        case events([Int64])
        /// Every event of the log, whole.
        case allEvents
    }

    public var content: Content
    public var format: Format
    /// The file; it must not exist yet.
    public var path: String

    /// An export.
    public init(_ content: Content, _ format: Format, path: String) {
        self.content = content
        self.format = format
        self.path = path
    }
}
