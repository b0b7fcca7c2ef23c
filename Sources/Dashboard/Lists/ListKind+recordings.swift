import Meetings
import MeetingsStore
import TerminalUI

/// The recordings: running ones first, then the newest.
extension ListKind {
    static let recordings = ListKind(
        place: .recordings, nouns: ("recording", "recordings"), columns: recordingColumns,
        objects: { model in model.state.recordings.keys.map { .recording($0) } },
        words: { model, object in [object.text, model.room(of: object)?.title ?? ""] },
        order: { model, object in
            guard let recording = model.recording(object) else { return [] }
            return [
                .count(recording.status == .started ? 0 : 1), .number(-Double(recording.startedAt?.milliseconds ?? 0)),
            ]
        },
        orderName: "running, newest",
        empty: { $0.state.roomsListedAt == nil ? "No answer from the server yet." : "Nothing was recorded yet." })

    private static let recordingColumns: [ListColumn] = [
        column("id", "RECORDING", .cells(10)) { _, recording in
            ListCell(recording.id.rawValue.prefix(8).description.scrubbed(), .faint)
        },
        ListColumn(
            id: "room", title: "ROOM", letter: "n", width: .share(most: 40, from: 0),
            cell: { model, object, _ in ListCell(model.room(of: object)?.title ?? "–") },
            value: { model, object in .name(model.room(of: object)?.title ?? "") }),
        column("status", "STATUS", .cells(9), letter: "s", value: { .text($0.status.rawValue) }) { _, recording in
            ListCell(recording.status.rawValue, recording.status == .started ? .recording : .text)
        },
        column("started", "STARTED", .cells(16, from: 60), letter: "a", value: { .time($0.startedAt) }) {
            model, recording in
            ListCell(recording.startedAt.map { TimeText.full($0, utcOffset: model.utcOffset) } ?? "–")
        },
    ]

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character? = nil,
        value: @escaping @Sendable (Recording) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, Recording) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width,
            cell: { model, object, _ in model.recording(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in model.recording(object).map(value) ?? .none })
    }
}

extension Model {
    /// The recording that an object stands for.
    func recording(_ object: ObjectID) -> Recording? { object.recording.flatMap { state.recordings[$0]?.recording } }
}
