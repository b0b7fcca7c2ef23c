import Meetings
import MeetingsStore
import TerminalUI

/// The dialog before objects are deleted: what they are called, and who would be cut off.
extension Model {
    /// From how many objects on the number must be typed though nobody is inside.
    private static let many = 5
    /// The most objects that are named.
    private static let named = 8

    func deletionDialog(_ objects: [ObjectID]) throws(Problem) -> Dialog {
        let found = objects.compactMap { deletion(of: $0) }
        guard !found.isEmpty else { throw Problem(.notFound, "there is nothing left to delete") }
        if let refused = found.first(where: { $0.refusal != nil }), let reason = refused.refusal {
            throw Problem(.conflict, "\(refused.name): \(reason)")
        }
        let nouns = ListKind.all[found[0].list]?.nouns ?? (one: "object", many: "objects")
        let count = found.count == 1 ? nouns.one : "\(found.count) \(nouns.many)"
        let hurting = found.filter { $0.warning != nil }
        let word = !hurting.isEmpty || found.count >= Self.many ? "delete \(found.count)" : nil
        let spared = found.filter { $0.warning == nil }.map(\.item.object)
        let isMixed = !hurting.isEmpty && !spared.isEmpty && found[0].list == .rooms
        let call = "will call DELETE /\(found[0].list.rawValue)/{id}" + (found.count > 1 ? " ×\(found.count)" : "")
        return Dialog(
            title: "Delete \(count) on \(configuration.environment)", right: "irreversible",
            lines: lines(of: found, hurting: hurting), word: word,
            button: found.count == 1 ? "Delete" : "Delete \(found.count)", items: found.map(\.item), call: call,
            subject: .deletion(objects),
            other: isMixed
                ? Dialog.Other(key: "o", title: "only the \(spared.count) empty", subject: .deletion(spared)) : nil)
    }

    private func lines(of found: [Deletion], hurting: [Deletion]) -> [Dialog.Line] {
        var lines = (hurting + found.filter { $0.warning == nil }).prefix(Self.named).map { one in
            Dialog.Line(
                text: TextWidth.fit(one.name, to: 18, padded: true) + "  "
                    + TextWidth.fit(one.warning ?? one.note, to: 28, padded: true) + " " + one.detail,
                role: one.warning == nil ? .text : .warning)
        }
        if found.count > Self.named {
            lines.append(Dialog.Line(text: "and \(found.count - Self.named) more", role: .faint))
        }
        if found.count == 1, let names = found[0].inside { lines.append(Dialog.Line(text: names, role: .faint)) }
        if let consequence = consequence(of: hurting, among: found.count) {
            lines += [Dialog.Line(text: ""), Dialog.Line(text: consequence, role: .warning)]
        }
        let link = link
        if !link.isFresh { lines.append(Dialog.Line(text: "The data is old: others may be inside.", role: .error)) }
        return lines
    }

    private func consequence(of hurting: [Deletion], among count: Int) -> String? {
        guard let first = hurting.first else { return nil }
        if first.list == .themes {
            return "In use: their rooms take the default theme (force=true)."
        }
        if count == 1 { return "It is live: its people will be cut off." }
        return hurting.count == 1
            ? "1 of these is live: its people will be cut off."
            : "\(hurting.count) of these are live: their people will be cut off."
    }

    /// What deleting one object would mean.
    private struct Deletion {
        var item: Batch.Item
        var list: Place
        /// What is said where nobody is hurt.
        var note = ""
        /// What is said where somebody is.
        var warning: String?
        var detail = ""
        /// Who is inside.
        var inside: String?
        /// Why it cannot be deleted.
        var refusal: String?
        var name: String { item.name }
    }

    private func deletion(of object: ObjectID) -> Deletion? {
        switch object {
        case .room(let id): return state.rooms[id].map { deletion(of: $0) }
        case .theme(let id):
            guard let theme = state.themes[id]?.theme else { return nil }
            let uses = uses(of: id)
            let item = Batch.Item(object: object, name: theme.name, request: .deleteTheme(id, force: uses > 0))
            return Deletion(
                item: item, list: .themes, note: "not used",
                warning: uses > 0 ? "used by \(uses == 1 ? "1 room" : "\(uses) rooms")" : nil, detail: theme.mainColor)
        case .recording(let id):
            guard let recording = state.recordings[id]?.recording else { return nil }
            let room = room(of: object)?.title ?? "unknown room"
            let item = Batch.Item(object: object, name: room, request: .deleteRecording(id))
            let hasFailed = recording.failure != nil
            return Deletion(
                item: item, list: .recordings, note: hasFailed ? "failed" : recording.status.rawValue,
                detail: recording.startedAt.map { TimeText.full($0, utcOffset: utcOffset) } ?? "",
                refusal: recording.status == .uploaded || hasFailed
                    ? nil : "a recording can be deleted once it is uploaded; this one is \(recording.status.rawValue)")
        default: return nil
        }
    }

    private func deletion(of room: KnownRoom) -> Deletion {
        let people = state.peopleInside(of: room.id)
        let inside = Set(people.map(\.participant.id))
        let item = Batch.Item(object: .room(room.id), name: room.title, request: .deleteRoom(room.id, inside: inside))
        var deletion = Deletion(item: item, list: .rooms, note: "empty")
        if room.isLive {
            let started = room.liveSessions.compactMap { state.sessions[$0]?.startedAt }.min()
            let since = started.map { " since \(String(TimeText.clock($0, utcOffset: utcOffset).prefix(5)))" } ?? ""
            let count = people.count == 1 ? "1 PERSON INSIDE" : "\(people.count) PEOPLE INSIDE"
            deletion.warning = count + since
            let names = people.prefix(6).map(\.participant.name).joined(separator: ", ")
            deletion.inside = people.isEmpty ? nil : "Inside: \(names)\(people.count > 6 ? ", …" : "")"
        } else if !room.waiting.isEmpty {
            deletion.warning = "\(room.waiting.count) WAITING AT THE DOOR"
        }
        if room.isClosed {
            deletion.detail = "closed"
        } else if let closing = room.closing {
            deletion.detail = "closes \(TimeText.day(closing.at, now: now, utcOffset: utcOffset))"
        }
        return deletion
    }
}
