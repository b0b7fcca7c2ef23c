import Meetings
import MeetingsStore

/// Looking at callbacks, and sending them again.
extension Model {
    /// How often a view of callbacks asks for what is new. The feed alone would do so only with its polls.
    private static let deliveriesInterval = Duration.seconds(5)

    /// The callback of that number: from its own view where that is open, else from the list.
    func delivery(_ id: Int64) -> DeliverySummary? {
        state.deliveries.all[id] ?? (inspection?.id == id ? inspection?.detail?.summary : nil)
    }

    /// The open callback, once it is here.
    var inspected: DeliveryDetail? {
        guard case .delivery(let id)? = openObject, inspection?.id == id else { return nil }
        return inspection?.detail
    }

    /// Asks for what a view of callbacks shows, when that is open and its news is old.
    mutating func followDeliveries(atOnce: Bool = false) -> [Effect] {
        let isDue = deliveriesAskedAt.map { now - $0 >= Self.deliveriesInterval || now < $0 } ?? true
        guard state.deliveries.areServed != false, atOnce || isDue else { return [] }
        if case .delivery(let id)? = openObject {
            if inspection?.id != id { inspection = Inspection(id: id) }
            guard inspection?.isAsked != true else { return [] }
            inspection?.isAsked = true
            deliveriesAskedAt = now
            return ask(.delivery(id), for: .delivery(id))
        }
        guard location == .place(.deliveries), !wanted.values.contains(.deliveries) else { return [] }
        deliveriesAskedAt = now
        return ask(.deliveries, for: .deliveries)
    }

    /// Takes in an answer about callbacks or media. False for any other.
    mutating func take(_ answer: Answer) -> Bool {
        switch answer {
        case .delivery(let detail, let signatures):
            state.learn(detail.summary, askedAt: answerTime)
            stale.insert(.deliveries)
            if inspection?.id == detail.summary.id {
                inspection?.detail = detail
                inspection?.signatures = signatures
                inspection?.failure = nil
                inspection?.isAsked = false
            }
        case .deliveries(let listing, let endpoints):
            var dirty = state.apply(.callbackEndpoints(endpoints, at: listing.at))
            dirty.formUnion(state.apply(.deliveries(listing, at: listing.at)))
            learned(dirty)
        case .media(let report): learned(state.apply(.media(report, at: now)))
        case .sessionMedia(let media): state.learn(media, askedAt: now)
        default: return false
        }
        return true
    }

    /// Takes in that callbacks or media could not be asked for. False for any other request.
    mutating func refuseInspection(_ text: String, _ id: RequestID) -> Bool {
        switch wanted[id] {
        case .delivery(let delivery)?:
            if inspection?.id == delivery {
                inspection?.failure = text.scrubbed(limit: 300)
                inspection?.isAsked = false
            }
        // What the feed says of the link says this too.
        case .deliveries?, .media?, .sessionMedia?: break
        default: return false
        }
        wanted[id] = nil
        return true
    }

    // MARK: - Sending again

    /// The callbacks that keys mean: those under the cursor or marked, or those of the events there.
    private var meantDeliveries: [DeliverySummary] {
        targets.flatMap { object -> [DeliverySummary] in
            switch object {
            case .delivery(let id): delivery(id).map { [$0] } ?? []
            case .event(let sequence): state.deliveries.ofEvent(sequence)
            default: []
            }
        }
    }

    var reasonNotToReplay: String? {
        let meant = meantDeliveries
        if meant.isEmpty { return "there is no callback here" }
        if meant.contains(where: canReplay) { return nil }
        return meant.contains { $0.isPaused } ? "its receiver is paused · P lets it go on" : "it is sent anyway"
    }

    /// True for one that is done with, and for one that failed and waits for its next attempt.
    private func canReplay(_ delivery: DeliverySummary) -> Bool {
        delivery.state != .pending || (delivery.attempts > 0 && delivery.nextAttemptAt.map { $0 > now } ?? false)
    }

    mutating func replay() -> [Effect] {
        let items = meantDeliveries.filter(canReplay).map { delivery in
            Batch.Item(
                object: .delivery(delivery.id), name: "callback #\(delivery.id)",
                request: .replay(delivery: delivery.id))
        }
        guard items.count > 1 else { return carryOut(items) }
        return confirm(Plan(sentence: "\(items.count) callbacks will be sent again", items: items), key: "replay")
    }

    private var deadCount: Int { state.callbackEndpoints.reduce(0) { $0 + $1.dead } }

    var reasonNotToReplayDead: String? { deadCount == 0 ? "none was given up" : nil }

    mutating func replayDead() -> [Effect] {
        let item = Batch.Item(object: .delivery(0), name: "what was given up", request: .replayDead)
        let count = deadCount
        let sentence = count == 1 ? "1 callback will be sent again" : "\(count) callbacks will be sent again"
        return confirm(Plan(sentence: sentence, items: [item]), key: "replay-dead")
    }

    /// The URL of the callback here, when nothing is sent to it until somebody says so.
    var pausedURL: String? {
        guard let delivery = meantDeliveries.first else { return nil }
        let isPaused = state.callbackEndpoints.contains { $0.url == delivery.url && $0.isPaused }
        return delivery.isPaused || isPaused ? delivery.url : nil
    }

    mutating func resume() -> [Effect] {
        guard let url = pausedURL else { return [] }
        return carryOut([Batch.Item(object: .delivery(0), name: "the receiver", request: .resume(url: url))])
    }

    // MARK: - The view of one

    mutating func showBytes() -> [Effect] {
        inspection?.showsBytes.toggle()
        return []
    }

    /// Keeps the lines of an open view within its end.
    mutating func settleInspection() {
        switch openObject {
        case .delivery(let id)?: scroll = min(scroll, lastPage(of: DeliveryView(model: self, id: id).lines.count))
        case .request(let number)?:
            scroll = min(scroll, lastPage(of: RequestView(model: self, number: number).lines.count))
        default: break
        }
    }

    /// The first line of the last page.
    private func lastPage(of lines: Int) -> Int { max(0, lines - max(1, BoardLayout.listRows(size))) }

    func reason(against part: CallbackPart) -> String? {
        guard let inspected else { return "the callback is not here yet" }
        guard part == .headers || part == .curl else { return nil }
        return inspected.attempts.last?.headers == nil ? "the server kept no header fields of it" : nil
    }

    mutating func copy(_ part: CallbackPart) -> [Effect] {
        guard let inspected else { return [] }
        overlay = nil
        let fields = inspected.attempts.last?.headers ?? []
        let text =
            switch part {
            case .body: inspected.body
            case .headers: fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
            case .curl: CallbackRequest(inspected, fields).curl
            case .url: inspected.summary.url
            case .webhookID: inspected.summary.webhookID
            }
        return [.copy(text: text, label: part.title, isSecret: false)]
    }
}
