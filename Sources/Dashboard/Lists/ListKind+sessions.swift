import Meetings
import MeetingsStore
import TerminalUI

/// The sessions: live ones first, then the newest.
extension ListKind {
    static let sessions = ListKind(
        place: .sessions, nouns: ("session", "sessions"), columns: sessionColumns,
        objects: { model in model.state.sessions.keys.map { .session($0) } },
        words: { model, object in [object.text, model.room(of: object)?.title ?? ""] },
        order: { model, object in
            guard let session = model.session(object) else { return [] }
            return [
                .count(session.isLive ? 0 : 1), .number(-Double(session.startedAt?.milliseconds ?? 0)),
                .name(model.room(of: object)?.title ?? ""),
            ]
        },
        orderName: "live, newest",
        empty: { $0.state.roomsListedAt == nil ? "No answer from the server yet." : "Nobody has met yet." })

    private static let sessionColumns: [ListColumn] = [
        column("sign", "ST", .cells(0)) { _, session in
            session.isLive ? ListCell(session.isLocked ? "■" : "●", .live) : ListCell("x", .expired)
        },
        ListColumn(
            id: "room", title: "ROOM", letter: "n", width: .share(most: 40, from: 0),
            cell: { _, _, room, _ in ListCell(room?.title ?? "–") },
            value: { model, object in .name(model.room(of: object)?.title ?? "") }),
        column("state", "STATE", .cells(7, from: 70), value: { .count($0.isLive ? 0 : 1) }) { _, session in
            if !session.isLive { return ListCell("ended", .faint) }
            if session.guests > 0, session.hosts == 0 { return ListCell("no host", .warning) }
            return session.isLocked ? ListCell("LOCKED", .warning) : ListCell("live", .live)
        },
        column("hosts", "HOST", .cells(4), letter: "h", isNumber: true, value: { .count($0.hosts) }) { _, session in
            ListCell(String(session.hosts), session.hosts == 0 ? .faint : .host)
        },
        column("guests", "GST", .cells(4), letter: "g", isNumber: true, value: { .count($0.guests) }) { _, session in
            ListCell(String(session.guests), session.guests == 0 ? .faint : .text)
        },
        column("seen", "SEEN", .cells(4, from: 60), letter: "p", isNumber: true, value: { .count($0.people.count) }) {
            _, session in ListCell(String(session.people.count), .faint)
        },
        column("recordings", "REC", .cells(3, from: 60), isNumber: true) { _, session in
            ListCell(session.recordings.isEmpty ? "–" : String(session.recordings.count), .faint)
        },
        column("started", "STARTED", .cells(11, from: 50), letter: "s", value: { .time($0.startedAt) }) {
            model, session in
            ListCell(session.startedAt.map { TimeText.past($0, now: model.now, utcOffset: model.utcOffset) } ?? "–")
        },
        ListColumn(
            id: "length", title: "LENGTH", letter: "l", width: .cells(8, from: 76), isNumber: true,
            cell: { model, object, _, _ in
                ListCell(model.session(object).flatMap { length(of: $0, model) }.map(TimeText.elapsed) ?? "–", .faint)
            },
            value: { model, object in
                .count(model.session(object).flatMap { length(of: $0, model) }.map { Int($0.wholeMilliseconds) })
            }),
    ]

    /// How long a session lasted, or has lasted until now.
    private static func length(of session: KnownSession, _ model: Model) -> Duration? {
        guard let start = session.startedAt, let end = session.endedAt ?? (session.isLive ? model.now : nil) else {
            return nil
        }
        return end - start
    }

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character? = nil, isNumber: Bool = false,
        value: @escaping @Sendable (KnownSession) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, KnownSession) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width, isNumber: isNumber,
            cell: { model, object, _, _ in model.session(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in model.session(object).map(value) ?? .none })
    }
}

extension Model {
    /// The session that an object stands for.
    func session(_ object: ObjectID) -> KnownSession? { object.session.flatMap { state.sessions[$0] } }
}
