import Meetings
import MeetingsStore

/// Changes on their way to the server.
extension Model {
    /// Shows what a key would change, and changes it when the key was pressed once more and nothing else came between.
    mutating func confirm(_ plan: Plan, key action: Action.ID) -> [Effect] {
        if answered == .again(plan) { return carryOut(plan.items) }
        asked = .again(plan)
        let key = Action[action].map { configuration.keymap.text(of: $0) } ?? ""
        say("\(plan.sentence) · \(key) again does it")
        return []
    }

    /// Sends changes, each after the answer to the one before.
    mutating func carryOut(_ items: [Batch.Item]) -> [Effect] {
        guard let first = items.first else { return [] }
        var batch = Batch(items)
        let effects = sendNext(of: &batch)
        batches.append(batch)
        say(items.count == 1 ? "\(first.name): waiting for the server …" : progress(of: batch))
        return effects
    }

    private mutating func sendNext(of batch: inout Batch) -> [Effect] {
        guard let item = batch.rest.popFirst() else {
            batch.sent = nil
            return []
        }
        let (id, effects) = send(item.request)
        batch.sent = (id, item)
        return effects
    }

    private func progress(of batch: Batch) -> String {
        let name = batch.sent.map { ": \($0.item.name)" } ?? ""
        return "\(batch.done + batch.failures.count) of \(batch.total) answered\(name) …"
    }

    /// Takes the server's answer to one change of a batch, nil for a refusal. Nil when no batch waits for it.
    mutating func advance(_ id: RequestID, _ answer: Answer?, reason: String = "") -> [Effect]? {
        guard let index = batches.firstIndex(where: { $0.sent?.request == id }) else { return nil }
        var batch = batches[index]
        guard let item = batch.sent?.item else { return nil }
        if answer != nil {
            batch.done += 1
            unmark(item.object)
        } else {
            batch.failures.append(Batch.Failure(item: item, reason: reason.scrubbed(limit: 160)))
        }
        let effects = sendNext(of: &batch)
        if batch.sent != nil {
            batches[index] = batch
            say(progress(of: batch))
            return effects
        }
        batches.remove(at: index)
        return finish(batch, item, answer)
    }

    /// Says what came of a batch.
    private mutating func finish(_ batch: Batch, _ item: Batch.Item, _ answer: Answer?) -> [Effect] {
        guard batch.total > 1 else {
            if let answer {
                say("ok: \(item.name): \(result(of: item.request, answer))")
                showPage(after: item.request, answer)
            } else {
                say("error: \(item.name): \(batch.failures.first?.reason ?? "")", isError: true)
            }
            return []
        }
        say((batch.failures.isEmpty ? "ok: " : "error: ") + batch.result, isError: !batch.failures.isEmpty)
        if batch.failures.count > 1, overlay == nil {
            let lines = batch.failures.map { "\($0.item.name): \($0.reason)" }
            overlay = .text(
                label: "\(batch.failures.count) of \(batch.total) failed", text: lines.joined(separator: "\n"))
        }
        return []
    }

    /// What the server confirmed, in words.
    private func result(of request: Request, _ answer: Answer) -> String {
        guard case .room(let room) = answer, case .updateRoom(_, let update) = request else { return request.done }
        if update == RoomUpdate(expiresAt: update.expiresAt), update.expiresAt != nil {
            return "closes \(TimeText.day(room.expiresAt, now: now, utcOffset: utcOffset)) · u takes it back"
        }
        if let theme = update.themeID {
            let name = theme.map { state.themes[$0]?.theme.name ?? $0.rawValue.scrubbed() }
            return "\(name.map { "has the theme \($0)" } ?? "has no theme") · u takes it back"
        }
        return "changed · u takes it back"
    }

    private mutating func unmark(_ object: ObjectID) {
        for place in lists.keys where lists[place]?.marks.contains(object) == true {
            lists[place]?.marks.remove(object)
        }
    }

    /// Sends no more of what is under way. True when there was something to stop.
    mutating func stopBatches() -> Bool {
        let isRunning = batches.contains { !$0.rest.isEmpty }
        for index in batches.indices { batches[index].rest = [] }
        return isRunning
    }
}
