import MeetingsDelivery
import ServiceLifecycle

/// Sends callbacks while the server runs. What is under way when it stops is sent again after the next start.
struct CallbackSending: Service {
    let sender: DeliverySender
    let transport: HTTPDeliveryTransport

    func run() async throws {
        await cancelWhenGracefulShutdown { await sender.run() }
        await transport.close()
    }
}

extension ServerParts {
    var callbackSending: CallbackSending {
        let transport = HTTPDeliveryTransport(policy: configuration.callbackTargets, clock: clock)
        let sender = DeliverySender(
            storage: storage, transport: transport, signal: deliverySignal, clock: clock,
            sign: MeetingsDelivery.signing(tokenID: identifiers.uuid), jitter: identifiers.jitter,
            meter: deliveryMeter, logger: logger)
        return CallbackSending(sender: sender, transport: transport)
    }
}
