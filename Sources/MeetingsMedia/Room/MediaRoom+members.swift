import Logging
import Meetings

/// What is asked for and what happens, one person at a time.
extension MediaRoom {
    func take(_ request: MediaRequest) async {
        switch request {
        case .join(let id, let name):
            if members[id] == nil { members[id] = makeMember(id, name: name) }
            // A page that has just come knows nothing yet, and has said nothing.
            members[id]?.told = nil
            members[id]?.view = nil
            greet(id)
        case .leave(let id):
            members.removeValue(forKey: id)?.jobs.finish()
            await room?.leave(id)
            forget(id)
        case .negotiate(let id, .candidate(let connection, let candidate), let attempt):
            guard isPresent(attempt, of: id) else { return }
            await room?.trickle(candidate, of: id, to: connection)
        case .negotiate(let id, let negotiation, let attempt):
            enqueue(.negotiate(negotiation, attempt: attempt), for: id)
        case .view(let id, let tiles):
            members[id]?.view = tiles
            enqueue(.reconcile, for: id)
        case .mute(let id, let kind, let isMuted): enqueue(.mute(kind, isMuted), for: id)
        case .record(let folder): await setRecording(folder)
        case .close: break
        }
    }

    func hear(_ event: EngineEvent) async {
        switch event {
        case .connected(let id, let connection):
            guard members[id] != nil else { return }
            tell(.connected(id, connection))
            guard connection == .publish else { return }
            members[id]?.isConnected = true
            reconcileAll()
        case .disconnected(let id, let connection, let reason):
            guard members[id]?.isJoined == true else { return }
            logger.info("A connection ended: \(connection.rawValue), \(reason)", metadata: ["participant": "\(id)"])
            forget(id)
            // Both begin anew: the page builds its connections when it is told.
            enqueue(.join, for: id)
        case .receiving(_, _, let isReceiving): if isReceiving { watchFiles() }
        case .talking(let id, let isTalking):
            tell(.talking(id, isTalking))
            let before = talkers.heard
            talkers.update(id, isTalking: isTalking)
            if isCrowd, talkers.heard != before { reconcileAll() }
        case .candidate(let id, let connection, let candidate): tell(.candidate(id, connection, candidate))
        case .closed: break
        }
    }

    /// Whoever is there without having been let in is put out, and whoever the media server has lost begins anew.
    func comparePeople(in room: any EngineRoom) async {
        let joined = Set(members.filter(\.value.isJoined).keys)
        guard let people = try? await room.people() else { return }
        for stranger in people where members[stranger] == nil {
            logger.warning("Somebody was in a room of the media server who was not let in.")
            try? await room.kick(stranger)
        }
        for id in joined.subtracting(people) where members[id]?.isJoined == true { enqueue(.join, for: id) }
    }

    /// Nobody can watch someone any more: the media server has freed what carried them.
    private func forget(_ id: ParticipantID) {
        members[id]?.isConnected = false
        talkers.forget(id)
        for other in members.keys { members[other]?.subscription.drop(id) }
        reconcileAll()
    }

    /// Whether there are too many microphones to send each to everybody.
    private var isCrowd: Bool {
        members.values.count { $0.isConnected && $0.tracks.contains(where: \.kind.isSound) } > Talkers.crowd
    }

    private func reconcileAll() {
        for (id, member) in members where member.isJoined { enqueue(.reconcile, for: id) }
    }

    func perform(_ job: RoomMember.Job, for id: ParticipantID) async {
        guard let room, let member = members[id] else { return }
        do {
            switch job {
            case .join: try await join(id, member, room)
            case .negotiate(let negotiation, let attempt):
                guard isPresent(attempt, of: id) else { return }
                try await negotiate(negotiation, id, room)
            case .mute(let kind, let isMuted):
                for track in member.tracks where track.kind == kind {
                    try await room.moderate(id, mid: track.mid, isMuted: isMuted)
                }
            case .record: try await record(id, room)
            case .reconcile: try await reconcile(id, room)
            }
        } catch {
            logger.warning("Media of a participant failed: \(error)", metadata: ["participant": "\(id)"])
            if members[id] != nil { tell(.failed(id)) }
        }
    }

    /// Whether what a page says is of the connections that it has now: what it sent before it was told to build new ones
    /// would be taken for an answer to these, and neither side could ever connect.
    private func isPresent(_ attempt: Int?, of id: ParticipantID) -> Bool {
        attempt == nil || attempt == members[id]?.attempt
    }

    private func join(_ id: ParticipantID, _ member: RoomMember, _ room: any EngineRoom) async throws {
        members[id]?.reset()
        // Whoever watched them until now begins anew with what they publish next.
        forget(id)
        try await room.join(id, name: member.name)
        guard let attempt = members[id]?.attempt else { return await room.leave(id) }
        members[id]?.isJoined = true
        tellAvailability(.ready(attempt: attempt), to: id)
        try await reconcile(id, room)
    }

    private func negotiate(_ negotiation: Negotiation, _ id: ParticipantID, _ room: any EngineRoom) async throws {
        switch negotiation {
        case .publish(let offer, let tracks): try await publish(id, offer, tracks, room)
        case .answer(let sdp):
            try await room.answer(sdp, of: id)
            members[id]?.subscription.answered()
            try await reconcile(id, room)
        case .restart:
            if let offer = try await room.restart(id) { present(offer, to: id) }
        case .candidate: break
        }
    }

    private func publish(
        _ id: ParticipantID, _ offer: String, _ tracks: [MediaTrack], _ room: any EngineRoom
    ) async throws {
        guard let member = members[id], member.isJoined else { return }
        let path = member.isRecorded ? nil : recording?.nextPath(for: id)
        let answer = try await room.publish(id, offer: offer, tracks: tracks, recording: path)
        guard members[id] != nil else { return }
        if path != nil { members[id]?.isRecorded = true }
        members[id]?.tracks = tracks
        tell(.answer(id, sdp: answer))
        if member.isConnected { return reconcileAll() }
        watchConnection(of: id)
    }

    /// Tells the page when no media flows although all was agreed on: a firewall, or no relay.
    private func watchConnection(of id: ParticipantID) {
        let attempt = members[id]?.attempt
        later(MeetingsMedia.requestTimeout) { room in
            guard let member = room.members[id], member.attempt == attempt, !member.isConnected else { return }
            room.tell(.unconnected(id, .publish))
        }
    }

    // MARK: Watching

    private func reconcile(_ id: ParticipantID, _ room: any EngineRoom) async throws {
        while let member = members[id], member.isJoined, let step = nextStep(for: id) {
            switch step {
            case .tune(let tunings): try await room.tune(id, tunings)
            case .subscribe(let add, let remove):
                do {
                    let offer = try await room.subscribe(id, add: add, remove: remove)
                    let isOffered = members[id]?.subscription.offered(offer, asked: add) ?? false
                    if let offer, isOffered { present(offer, to: id) }
                } catch {
                    members[id]?.subscription.failed(asked: add)
                    retry(id)
                    throw error
                }
            }
        }
    }

    /// What was refused is asked for again: a stream may have gone in that very moment, and taken others with it.
    private func retry(_ id: ParticipantID) {
        later(Self.retryDelay) { room in
            room.members[id]?.subscription.forgive()
            room.enqueue(.reconcile, for: id)
        }
    }

    private static let retryDelay = Duration.seconds(1)

    private func nextStep(for id: ParticipantID) -> Subscription.Step? {
        guard let member = members[id] else { return nil }
        var wanted: [StreamID: Feeding] = [:]
        var published: Set<StreamID> = []
        let heard = isCrowd ? talkers.heard : nil
        for (other, theirs) in members where other != id {
            for (stream, kind) in theirs.streams(of: other) {
                published.insert(stream)
                if kind.isSound, heard?.contains(other) == false { continue }
                wanted[stream] = member.feeding(of: stream, kind)
            }
        }
        return members[id]?.subscription.next(wanted: wanted, published: published)
    }

    /// Hands an offer to the page, which has to answer in time; without an answer it begins anew.
    private func present(_ offer: SubscriptionOffer, to id: ParticipantID) {
        guard let sdp = offer.sdp else { return }
        guard let presented = members[id] else { return }
        later(MeetingsMedia.requestTimeout) { room in
            guard let member = room.members[id], member.attempt == presented.attempt,
                member.subscription.isNegotiating, member.subscription.offers == presented.subscription.offers
            else { return }
            room.enqueue(.join, for: id)
        }
        let shown = offer.slots.map { slot in
            ShownStream(
                mid: slot.mid,
                source: slot.stream.flatMap { stream in
                    let track = members[stream.participant]?.tracks.first { $0.mid == stream.mid }
                    return track.map { ShownStream.Source(participant: stream.participant, kind: $0.kind) }
                })
        }
        tell(.offer(id, sdp: sdp, shown))
    }
}
