public import Meetings
public import MeetingsWire

/// Callbacks on their way, and those given up: what our server adds.
extension APICall where Answer == DeliveryPage {
    /// One page of deliveries, newest first; each condition that is not nil narrows it. `before` is the cursor of the
    /// page before.
    public static func deliveries(
        state: DeliveryState? = nil, url: String? = nil, room: RoomID? = nil, event: String? = nil,
        before: Int64? = nil, pageSize: Int = 100
    ) -> APICall {
        let conditions = [
            ("state", state?.rawValue), ("url", url), ("room_id", room?.rawValue), ("event", event),
            ("before", before.map { String($0) }),
        ]
        let query = conditions.compactMap { name, value in value.map { (name: name, value: $0) } }
        return APICall(
            .get, ["deliveries"], query: [(name: "page_size", value: String(pageSize))] + query,
            read: DeliveryPageJSON.read)
    }
}

extension APICall where Answer == DeliveryDetail {
    /// One delivery with its body and its attempts.
    public static func delivery(_ id: Int64) -> APICall {
        APICall(.get, ["deliveries", String(id)], read: DeliveryDetailJSON.read)
    }
}

extension APICall where Answer == DeliverySummary {
    /// Sends one delivery anew, with a whole schedule of attempts. Refused while it is pending.
    public static func replay(delivery id: Int64) -> APICall {
        APICall(.post, ["deliveries", String(id), "replay"], read: DeliveryJSON.read)
    }
}

extension APICall where Answer == [DeliveryEndpoint] {
    /// The URLs that nothing is sent to until they are resumed.
    public static var pausedEndpoints: APICall {
        APICall(.get, ["deliveries", "endpoints"], read: DeliveryEndpointListJSON.read)
    }
}

extension APICall where Answer == [CallbackEndpoint] {
    /// How the callbacks to each URL fare that has undelivered ones, or is paused.
    public static var callbackEndpoints: APICall {
        APICall(.get, ["deliveries", "receivers"], read: CallbackEndpointListJSON.read)
    }
}

extension APICall where Answer == Int {
    /// Sends all finished deliveries anew that meet the conditions; answers how many.
    public static func replay(_ conditions: DeliveryReplay) -> APICall {
        APICall(
            .post, ["deliveries", "replay"], body: DeliveryReplayJSON.write(conditions),
            read: DeliveryReplayJSON.readAnswer)
    }

    /// Sends to a paused URL again; answers how many deliveries were held for it.
    public static func resume(url: String) -> APICall {
        APICall(
            .post, ["deliveries", "endpoints", "resume"], body: DeliveryResumeJSON.write(url: url),
            read: DeliveryResumeJSON.readAnswer)
    }
}
