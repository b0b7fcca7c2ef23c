public import Meetings

/// Rooms and themes from saved answers of the API, still as JSON.
public struct ImportCollection: Hashable, Sendable {
    public private(set) var rooms: [JSONValue] = []
    public private(set) var themes: [JSONValue] = []

    public init() {}

    /// Takes a room, a theme, an array of them, a page of rooms in either form, or an object with `rooms` and `themes`.
    /// Throws when a value is none of these.
    public mutating func add(_ value: JSONValue) throws(WireError) {
        switch value {
        case .null, .object([]): break
        case .array(let values): for value in values { try add(value) }
        case .object:
            let parts = ["rooms", "themes", "_embedded"].compactMap { value[$0] }
            if !parts.isEmpty {
                for part in parts { try add(part) }
            } else if value["display_name"] != nil {
                rooms.append(value)
            } else if value["theme_name"] != nil || value["main_color"] != nil {
                themes.append(value)
            } else {
                throw Self.stranger
            }
        default: throw Self.stranger
        }
    }

    private static let stranger = WireError(
        .invalidField, "\"value\" must be a room, a theme, a list or a page of them, or an object with rooms and themes"
    )
}

/// The body of an import.
public enum ImportRequestJSON {
    /// `{"rooms":[…],"themes":[…]}`.
    public static func write(_ collection: ImportCollection) -> [UInt8] {
        JSONWriter.bytes(capacity: 1 << 16) { writer in
            writer.object { writer in
                writer.array("rooms") { writer in collection.rooms.forEach { writer.value($0) } }
                writer.array("themes") { writer in collection.themes.forEach { writer.value($0) } }
            }
        }
    }

    /// The rooms and themes in the order given. Throws, in the API's words, for what is no JSON or none of the forms;
    /// a single resource that cannot be read is a failure of its own.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> (
        rooms: [ImportItem<Room>], themes: [ImportItem<Theme>]
    ) {
        let collection = try Problem.refusingBody { () throws(WireError) in
            var collection = ImportCollection()
            try collection.add(JSONReader.value(of: bytes))
            return collection
        }
        return (
            collection.rooms.enumerated().map { number, value in
                ImportItem(value, idKey: "id", place: "rooms[\(number)]") { fields throws(WireError) in
                    try RoomJSON.room(fields)
                }
            },
            collection.themes.enumerated().map { number, value in
                ImportItem(value, idKey: "theme_id", place: "themes[\(number)]") { fields throws(WireError) in
                    try ThemeJSON.theme(fields)
                }
            }
        )
    }
}

/// One resource of an import: as it was read, or why it could not be.
public struct ImportItem<Resource: Sendable>: Sendable {
    /// Its id, or where it stands in the body.
    public var name: String
    public var content: Result<Resource, WireError>

    init(
        _ value: JSONValue, idKey: String, place: String, read: (FieldReader) throws(WireError) -> Resource
    ) {
        if case .string(let id)? = value[idKey], !id.isEmpty { name = id } else { name = place }
        do throws(WireError) {
            content = .success(try read(FieldReader(value, path: "").unprefixed))
        } catch {
            content = .failure(error)
        }
    }
}

/// What came of an import, as the server answers.
public struct ImportReport: Hashable, Sendable {
    /// True when nothing was changed.
    public var isTrial: Bool
    public var rooms: ImportOutcome
    public var themes: ImportOutcome

    public init(isTrial: Bool, rooms: ImportOutcome, themes: ImportOutcome) {
        self.isTrial = isTrial
        self.rooms = rooms
        self.themes = themes
    }
}

/// The JSON of an import's report.
public enum ImportReportJSON {
    /// Every list, empty ones too.
    public static func write(_ report: ImportReport) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("dry_run", report.isTrial)
                writer.object("rooms") { append(report.rooms, to: &$0) }
                writer.object("themes") { append(report.themes, to: &$0) }
            }
        }
    }

    /// Throws when a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> ImportReport {
        let fields = try FieldReader(body: bytes)
        return ImportReport(
            isTrial: try fields.boolean("dry_run") ?? false, rooms: try outcome(fields.object("rooms")),
            themes: try outcome(fields.object("themes")))
    }

    private static func append(_ outcome: ImportOutcome, to writer: inout JSONWriter) {
        writer.array("created") { writer in outcome.created.forEach { writer.string($0) } }
        writer.array("unchanged") { writer in outcome.unchanged.forEach { writer.string($0) } }
        writer.array("conflicts") { writer in
            for conflict in outcome.conflicts {
                writer.object { writer in
                    writer.field("id", conflict.id)
                    writer.field("reason", conflict.reason)
                }
            }
        }
    }

    private static func outcome(_ fields: FieldReader?) throws(WireError) -> ImportOutcome {
        var outcome = ImportOutcome()
        guard let fields else { return outcome }
        outcome.created = texts(try fields.array("created"))
        outcome.unchanged = texts(try fields.array("unchanged"))
        outcome.conflicts = try (fields.objects("conflicts") ?? []).map { (conflict) throws(WireError) in
            ImportOutcome.Conflict(
                id: try conflict.requiredString("id"), reason: try conflict.string("reason") ?? "")
        }
        return outcome
    }

    private static func texts(_ values: [JSONValue]?) -> [String] {
        (values ?? []).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
