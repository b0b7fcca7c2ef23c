/// Sends the callbacks that the storage holds: in order for each room and URL, again and again by the schedule, to
/// public addresses only.
///
/// What is still to be sent is in the storage alone, so a restart loses nothing. The module never makes an event, never
/// changes a body, never follows a redirect and never connects to an address that it has not checked. It never logs a
/// URL, a body or a key. `MeetingsServer` and the executable may import it.
public enum MeetingsDelivery {
    /// How long a receiver may take for one attempt (Standard Webhooks advises 15 to 30 s).
    public static let timeout = Duration.seconds(15)
    /// Carries the room's metadata, percent-encoded UTF-8 (RFC 3986 section 2.1); absent where the room has none.
    public static let metadataHeader = "Greenroom-Metadata"
    /// Carries the sequence numbers of the events before this one that the receiver did not get and was not told of, as
    /// decimal numbers with commas between: their callbacks were given up or parked. Absent where there is none.
    public static let gapHeader = "Greenroom-Gap"
}
