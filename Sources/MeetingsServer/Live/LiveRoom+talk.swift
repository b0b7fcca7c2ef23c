import Meetings
import MeetingsMedia

/// What people tell and show each other, and what they send and watch.
extension LiveRoom {
    /// How many lines of the chat a newcomer gets.
    static let chatHistory = 200

    /// Passes on what someone's page says about its person.
    mutating func say(
        _ saying: PageMessage.Saying, from connection: ConnectionID, now: Timestamp, _ outcome: inout Outcome
    ) {
        guard let index = seatIndex(of: connection) else { return }
        let person = seats[index].participant
        switch saying {
        case .state(let state): setState(state, of: index, &outcome)
        case .react(let emoji): tellEverybody(.reaction(person.id, emoji), &outcome)
        case .chat(let text): chat(text, from: person, now: now, &outcome)
        case .quality(let quality):
            let before = seats[index].quality?.level
            seats[index].quality = quality
            if quality.level != before { tellEverybody(.quality(person.id, quality.level), &outcome) }
        case .whiteboard(let act): draw(act, by: person, &outcome)
        }
    }

    private mutating func setState(_ state: PageMessage.MemberState, of index: Int, _ outcome: inout Outcome) {
        guard seats[index].state != state else { return }
        let id = seats[index].participant.id
        seats[index].state = state
        // Who switches on again what a host switched off is heard and seen again.
        for kind in TrackKind.allCases where state[kind] && seats[index].moderated.contains(kind) {
            seats[index].moderated.remove(kind)
            order(.mute(id, kind, false), &outcome)
        }
        tellEverybody(.memberState(id, state), &outcome)
    }

    private mutating func chat(
        _ text: String, from person: Participant, now: Timestamp, _ outcome: inout Outcome
    ) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let visible = String(
            lines.map { String($0).scrubbed(limit: PageMessage.chatLimit) }.joined(separator: "\n")
                .prefix(PageMessage.chatLimit))
        guard features.chat, let sessionID, visible.contains(where: { !$0.isWhitespace }) else { return }
        // Also after a restart of the server a number is new to every page.
        lastChat = max(lastChat + 1, Int(now.milliseconds))
        let message = PageMessage.ChatMessage(
            id: lastChat, from: person.id, name: person.name, isHost: person.isHost, text: visible, at: now)
        chat.append(message)
        if chat.count > Self.chatHistory { chat.removeFirst(chat.count - Self.chatHistory) }
        outcome.facts.append(.said(message, sessionID))
        tellEverybody(.chat(message), &outcome)
    }

    /// Switches off what someone sends, until they switch it on again.
    mutating func mute(_ indices: [Int], _ kind: TrackKind, _ outcome: inout Outcome) {
        for index in indices {
            let id = seats[index].participant.id
            seats[index].moderated.insert(kind)
            seats[index].state[kind] = false
            order(.mute(id, kind, true), &outcome)
            if let connection = seats[index].connection {
                outcome.messages.append(Message(to: connection, body: .moderated(kind)))
            }
            tellEverybody(.memberState(id, seats[index].state), &outcome)
        }
    }

    /// Asks for someone's own media in their name.
    func ask(_ media: PageMessage.Media, from connection: ConnectionID, _ outcome: inout Outcome) {
        guard let index = seatIndex(of: connection) else { return }
        order(media.request(of: seats[index].participant.id), &outcome)
    }

    /// Tells whom it concerns what happened to the session's media.
    mutating func hear(
        _ event: MediaEvent, iceServers: [IceServer], now: Timestamp, _ outcome: inout Outcome
    ) {
        func tell(_ id: ParticipantID, _ news: PageMessage.MediaNews) {
            guard let connection = seatIndex(of: id).flatMap({ seats[$0].connection }) else { return }
            outcome.messages.append(Message(to: connection, body: .media(news)))
        }
        switch event {
        case .availability(let id, let availability):
            tell(id, .availability(availability, iceServers: iceServers))
            setConnected(id, false)
        case .answer(let id, let sdp): tell(id, .answer(sdp: sdp))
        case .offer(let id, let sdp, let streams): tell(id, .offer(sdp: sdp, streams))
        case .candidate(let id, let connection, let candidate): tell(id, .candidate(connection, candidate))
        case .connected(let id, let connection):
            tell(id, .connected(connection))
            setConnected(id, true)
        case .unconnected(let id, _): tell(id, .problem(.unconnected))
        case .failed(let id): tell(id, .problem(.failed))
        case .talking(let id, let isTalking):
            guard let index = seatIndex(of: id) else { return }
            seats[index].isTalking = isTalking
            tellEverybody(.media(.talking(id, isTalking)), &outcome)
        case .recording(let progress): hear(progress, now: now, &outcome)
        }
    }

    private mutating func setConnected(_ id: ParticipantID, _ isConnected: Bool) {
        guard let index = seatIndex(of: id) else { return }
        seats[index].isConnected = isConnected
        if !isConnected { seats[index].isTalking = false }
    }

    func tellEverybody(_ body: PageMessage.FromServer, _ outcome: inout Outcome) {
        for case let connection? in seats.map(\.connection) {
            outcome.messages.append(Message(to: connection, body: body))
        }
    }

    /// Asks the session's media for something, once the facts are durable.
    func order(_ request: MediaRequest, _ outcome: inout Outcome) {
        guard let sessionID else { return }
        outcome.media.append(MediaOrder(session: sessionID, request: request))
    }
}
