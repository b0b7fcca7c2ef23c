public import MeetingsWire

/// The event log, by pages.
extension APICall where Answer == EventPage {
    /// What follows the event numbered `after`, oldest first.
    public static func events(after: Int64, pageSize: Int = 100) -> APICall {
        APICall(
            .get, ["events"], query: [("after", String(after)), ("page_size", String(pageSize))],
            read: EventPageJSON.read)
    }

    /// The newest `last` events, oldest first.
    public static func events(last: Int) -> APICall {
        APICall(
            .get, ["events"], query: [("last", String(last)), ("page_size", String(last))], read: EventPageJSON.read)
    }
}
