/// Callbacks on their way in and out: the signatures that a sender makes and a receiver checks, the window that drops
/// repeated deliveries, and the receiver itself.
///
/// Signatures, verification and the window are pure: time and ids are handed in. Only `Receiver` opens a socket. The
/// module never sends a callback, never keeps one, and never logs a secret or a body. `MeetingsDelivery` and
/// `MeetingsServer` import it to sign; the executable imports it to receive.
public enum MeetingsCallbacks {
    /// How far a signed time may be from now, either way. Source: the Standard Webhooks specification, its libraries.
    public static let tolerance = Duration.seconds(300)
    /// The largest body that a receiver takes, in bytes.
    public static let bodyLimit = 1 << 20

    /// Carries the place of the event in the server's log, a decimal number. Not signed: it orders, it proves nothing.
    public static let sequenceHeader = "Greenroom-Sequence"
    /// Carries the instant at which the server committed the event, as the API writes times. Not signed.
    public static let timeHeader = "Greenroom-Committed-At"

    static let webhookIDHeader = "webhook-id"
    static let webhookTimestampHeader = "webhook-timestamp"
    static let webhookSignatureHeader = "webhook-signature"
}
