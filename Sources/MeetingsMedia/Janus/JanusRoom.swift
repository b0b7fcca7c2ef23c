import Meetings
import MeetingsWire

/// One room of Janus, with everybody's handles.
actor JanusRoom: EngineRoom {
    /// Someone's way in, and the way by which they watch.
    private struct Handles {
        var publisher: JanusHandle
        /// By which Janus knows that both are one person.
        var privateID: Int64
        /// Made with the first stream: a watching handle cannot be without any.
        var subscriber: JanusHandle?
    }

    private let name: String
    private let session: JanusSession
    /// What a host may do with, and what lets in: nobody but us speaks to Janus, so it is one secret for both.
    private let secret: String
    private let routes: JanusRoutes
    private let control: JanusHandle
    private let life: Task<Void, any Error>
    private var handles: [ParticipantID: Handles] = [:]

    /// Makes the room; one of that name that was left behind is ended first.
    init(
        _ name: String, on session: JanusSession, secret: String, routes: JanusRoutes, clock: any WallClock
    ) async throws {
        self.name = name
        self.session = session
        self.secret = secret
        self.routes = routes
        control = try await session.attach("room")
        if try await control.ask(.exists(room: name)).plugin?["exists"] == .bool(true) {
            _ = try await control.ask(.destroy(room: name, secret: secret))
        }
        _ = try await control.ask(
            .create(room: name, secret: secret, pin: secret, key: secret, limits: VideoRoomRequest.Limits()))
        life = Task { try await session.keepAlive(clock) }
    }

    deinit { life.cancel() }

    func join(_ participant: ParticipantID, name person: String) async throws {
        await leave(participant)
        let handle = try await session.attach(participant.rawValue)
        routes.add(handle, participant, .publish)
        do {
            let joined = try await handle.ask(
                .join(room: name, pin: secret, participant: participant.rawValue, name: person))
            guard case .integer(let privateID)? = joined.plugin?["private_id"] else { throw JanusError.noAnswer }
            handles[participant] = Handles(publisher: handle, privateID: privateID)
        } catch {
            await detach(handle)
            throw error
        }
    }

    func leave(_ participant: ParticipantID) async {
        guard let gone = handles.removeValue(forKey: participant) else { return }
        if let subscriber = gone.subscriber { await detach(subscriber) }
        await detach(gone.publisher)
    }

    private func detach(_ handle: JanusHandle) async {
        routes.remove(handle)
        // Where Janus has gone, so has the handle.
        try? await handle.detach()
    }

    private func handles(of participant: ParticipantID) throws -> Handles {
        guard let found = handles[participant] else { throw MediaFailure.stranger }
        return found
    }

    func publish(
        _ participant: ParticipantID, offer: String, tracks: [MediaTrack], recording: String?
    ) async throws -> String {
        let handle = try handles(of: participant).publisher
        let answer = try await handle.ask(
            .publish(tracks: tracks, recording: recording, secret: secret), jsep: .offer(offer))
        guard let sdp = answer.sdp else { throw JanusError.noAnswer }
        return sdp
    }

    func trickle(_ candidate: IceCandidate?, of participant: ParticipantID, to connection: PeerConnectionKind) {
        guard let found = handles[participant] else { return }
        (connection == .publish ? found.publisher : found.subscriber)?.trickle(candidate)
    }

    func subscribe(
        _ participant: ParticipantID, add: [StreamID], remove: [StreamID]
    ) async throws -> SubscriptionOffer? {
        let found = try handles(of: participant)
        if let subscriber = found.subscriber {
            return offer(try await subscriber.ask(.update(add: add, remove: remove)), on: subscriber)
        }
        guard !add.isEmpty else { return nil }
        let subscriber = try await session.attach(participant.rawValue)
        routes.add(subscriber, participant, .subscribe)
        do {
            let attached = try await subscriber.ask(
                .watch(room: name, pin: secret, privateID: found.privateID, streams: add))
            guard handles[participant]?.privateID == found.privateID else { throw MediaFailure.stranger }
            handles[participant]?.subscriber = subscriber
            return offer(attached, on: subscriber)
        } catch {
            await detach(subscriber)
            throw error
        }
    }

    private func offer(_ message: JanusMessage, on subscriber: JanusHandle) -> SubscriptionOffer? {
        guard case .array(let streams)? = message.plugin?["streams"] else { return nil }
        let slots = streams.compactMap { stream -> SubscriptionOffer.Slot? in
            guard case .string(let mid)? = stream["mid"] else { return nil }
            guard case .string(let feed)? = stream["feed_id"], case .string(let feedMid)? = stream["feed_mid"],
                stream["active"] != .bool(false)
            else { return SubscriptionOffer.Slot(mid: mid, stream: nil) }
            return SubscriptionOffer.Slot(
                mid: mid, stream: StreamID(participant: ParticipantID(feed), mid: feedMid))
        }
        routes.set(slots.count { $0.stream != nil }, sentOn: subscriber)
        return SubscriptionOffer(sdp: message.sdp, slots: slots)
    }

    func answer(_ sdp: String, of participant: ParticipantID) async throws {
        guard let subscriber = try handles(of: participant).subscriber else { throw MediaFailure.stranger }
        _ = try await subscriber.ask(.start, jsep: .answer(sdp))
    }

    func restart(_ participant: ParticipantID) async throws -> SubscriptionOffer? {
        guard let subscriber = try handles(of: participant).subscriber else { return nil }
        return offer(try await subscriber.ask(.restart), on: subscriber)
    }

    func tune(_ participant: ParticipantID, _ tunings: [Tuning]) async throws {
        guard let subscriber = try handles(of: participant).subscriber else { return }
        _ = try await subscriber.ask(.tune(tunings))
    }

    func moderate(_ participant: ParticipantID, mid: String, isMuted: Bool) async throws {
        _ = try await control.ask(
            .moderate(room: name, secret: secret, participant: participant.rawValue, mid: mid, isMuted: isMuted))
    }

    func record(_ participant: ParticipantID, to path: String?) async throws {
        _ = try await handles(of: participant).publisher.ask(.record(to: path, secret: secret))
    }

    func people() async throws -> Set<ParticipantID> {
        let listed = try await control.ask(.participants(room: name, secret: secret)).plugin?["participants"]
        guard case .array(let people)? = listed else { throw JanusError.noAnswer }
        return Set(
            people.compactMap { person in
                if case .string(let id)? = person["id"] { ParticipantID(id) } else { nil }
            })
    }

    func kick(_ stranger: ParticipantID) async throws {
        _ = try await control.ask(.kick(room: name, secret: secret, participant: stranger.rawValue))
    }

    func close() async {
        life.cancel()
        routes.remove(room: session.id)
        handles = [:]
        // Where Janus has gone, so has the room.
        _ = try? await control.ask(.destroy(room: name, secret: secret))
        try? await session.destroy()
    }
}
