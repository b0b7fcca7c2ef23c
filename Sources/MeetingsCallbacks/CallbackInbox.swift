public import Logging
public import Meetings
import MeetingsWire

/// Takes callbacks one by one: checks, reads, drops repeated ones, hands them on, and says what to answer.
public actor CallbackInbox {
    /// How callbacks are checked. Without secrets anyone who reaches the port can write to the store.
    public enum Verification: Sendable {
        case required(CallbackVerifier)
        case none
    }

    /// Takes one callback; throwing makes the sender try again later.
    public typealias Sink = @Sendable (ReceivedCallback) async throws -> Void

    /// The answer to a request: a status code, and a sentence where it is no success.
    public struct Answer: Hashable, Sendable {
        public var status: Int
        public var text: String
    }

    private let verification: Verification
    private let clock: any WallClock
    private let logger: Logger
    private let sink: Sink
    private var window = ReplayWindow()

    public init(
        verification: Verification, clock: any WallClock, logger: Logger, sink: @escaping Sink
    ) {
        self.verification = verification
        self.clock = clock
        self.logger = logger
        self.sink = sink
    }

    /// Decides about one request. The sink has returned before a success is answered.
    public func take(_ headers: CallbackHeaders, body: [UInt8]) async -> Answer {
        let receivedAt = clock.now
        let ids: [String]
        do {
            ids = try replayIDs(headers, body: body, now: receivedAt)
        } catch {
            logger.warning("callback refused", metadata: ["reason": "\(error.code.rawValue)"])
            return Answer(status: 401, text: error.message)
        }
        let event: EventBody
        do {
            event = try EventJSON.readBody(body)
        } catch {
            let sentence = error.message.scrubbed()
            logger.warning("callback not understood", metadata: ["reason": "\(sentence)"])
            // An unknown event would not become known by being sent again.
            return error.code == .unknownEvent
                ? Answer(status: 204, text: "") : Answer(status: 400, text: sentence)
        }
        return await hand(
            ReceivedCallback(
                webhookID: headers.webhookID, sequence: headers.sequence.flatMap { Int64($0) },
                at: headers.time.flatMap { Timestamp($0) }, event: event, body: body, receivedAt: receivedAt),
            ids: ids)
    }

    private func hand(_ callback: ReceivedCallback, ids: [String]) async -> Answer {
        switch window.begin(ids) {
        case .repeated: return Answer(status: 204, text: "")
        case .underWay:
            return Answer(status: 503, text: "The same callback is being taken at this moment. Send it again later.")
        case .take: break
        }
        do {
            try await sink(callback)
            window.finish(ids, taken: true, now: clock.now)
            return Answer(status: 204, text: "")
        } catch {
            window.finish(ids, taken: false, now: clock.now)
            logger.error("callback not taken", metadata: ["event": "\(callback.event.name.rawValue)"])
            return Answer(status: 503, text: "The callback could not be taken. Send it again later.")
        }
    }

    /// The ids by which a repetition is known. Only what a signature vouches for counts: an id that anyone may
    /// write could be used to make a later callback look repeated.
    private func replayIDs(
        _ headers: CallbackHeaders, body: [UInt8], now: Timestamp
    ) throws(CallbackRefusal) -> [String] {
        switch verification {
        case .none: return headers.webhookID.map { ["webhook " + $0] } ?? []
        case .required(let verifier):
            let proof = try verifier.verify(headers, body: body, now: now)
            if let webhookID = proof.webhookID { return ["webhook " + webhookID] }
            return proof.tokenID.map { ["token " + $0] } ?? []
        }
    }
}
