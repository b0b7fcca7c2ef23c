/// Says that there may be something to send. Made before the storage is opened, so that its commits can give it.
public final class DeliverySignal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    public init() {
        // One unheard signal says as much as many.
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the sender. Cheap, from any thread.
    public func give() { continuation.yield() }
}
