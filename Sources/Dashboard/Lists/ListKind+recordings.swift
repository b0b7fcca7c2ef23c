import Meetings
import MeetingsStore
import TerminalUI

/// The recordings: those that need somebody first, then running ones, then the newest.
extension ListKind {
    static let recordings = ListKind(
        place: .recordings, nouns: ("recording", "recordings"), columns: recordingColumns,
        objects: { model in model.state.recordings.keys.map { .recording($0) } },
        words: { model, object in [object.text, model.room(of: object)?.title ?? ""] },
        order: { model, object in
            guard let recording = model.recording(object) else { return [] }
            let needsSomebody = RecordingWords.trouble(recording, in: model) != nil
            return [
                .count(needsSomebody ? 0 : recording.status == .started ? 1 : 2),
                .number(-Double(recording.startedAt?.milliseconds ?? 0)),
            ]
        },
        orderName: "late, running, newest",
        empty: { $0.state.roomsListedAt == nil ? "No answer from the server yet." : "Nothing was recorded yet." })

    private static let recordingColumns: [ListColumn] = [
        column("id", "RECORDING", .cells(9, from: 40)) { _, recording in
            ListCell(recording.id.rawValue.prefix(8).description.scrubbed(), .faint)
        },
        ListColumn(
            id: "room", title: "ROOM", letter: "n", width: .share(most: 40, from: 0),
            cell: { _, _, room, _ in ListCell(room?.title ?? "–") },
            value: { model, object in .name(model.room(of: object)?.title ?? "") }),
        column("length", "LENGTH", .cells(8, from: 50), letter: "l", isNumber: true) { model, recording in
            ListCell(RecordingWords.length(recording, in: model))
        },
        column(
            "status", "STATUS", .fixed { $0 < 30 ? 10 : $0 < 90 ? 12 : 18 }, letter: "s",
            value: { .text($0.status.rawValue) }
        ) {
            model, recording in
            let state = RecordingWords.state(recording, in: model)
            return ListCell(state.text, state.role)
        },
        column("started", "STARTED", .cells(11, from: 70), letter: "a", value: { .time($0.startedAt) }) {
            model, recording in
            ListCell(recording.startedAt.map { TimeText.past($0, now: model.now, utcOffset: model.utcOffset) } ?? "–")
        },
        column("age", "AGE", .cells(6, from: 60), letter: "e", isNumber: true, value: { .time($0.endedAt) }) {
            model, recording in
            ListCell(recording.endedAt.map { TimeText.coarse(max(.zero, model.now - $0)) } ?? "", .faint)
        },
    ]

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character? = nil, isNumber: Bool = false,
        value: @escaping @Sendable (Recording) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, Recording) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width, isNumber: isNumber,
            cell: { model, object, _, _ in model.recording(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in model.recording(object).map(value) ?? .none })
    }
}

extension Model {
    /// The recording that an object stands for.
    func recording(_ object: ObjectID) -> Recording? { object.recording.flatMap { state.recordings[$0]?.recording } }
}
