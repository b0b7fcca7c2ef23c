import Meetings
import MeetingsStore
import TerminalUI

/// The media servers: those that need somebody first.
extension ListKind {
    static let media = ListKind(
        place: .media, nouns: ("media server", "media servers"), columns: mediaColumns,
        objects: { model in (model.state.media.report?.engines ?? []).map { .engine($0.name) } },
        words: { model, object in
            model.engine(object).map { [$0.name, MediaWords.state($0).text, $0.version ?? ""] } ?? []
        },
        order: { model, object in
            guard let engine = model.engine(object) else { return [] }
            return [.count(engine.state == .ready ? 1 : 0), .name(engine.name)]
        },
        orderName: "trouble, name", empty: { MediaWords.none($0) })

    private static let mediaColumns: [ListColumn] = [
        column("sign", "ST", .cells(0)) { _, engine in MediaWords.sign(engine) },
        column("name", "SERVER", .share(most: 20, from: 0), letter: "n", value: { .name($0.name) }) { _, engine in
            ListCell(engine.name)
        },
        column("state", "STATE", .cells(10), letter: "s", value: { .text($0.state.rawValue) }) { _, engine in
            MediaWords.state(engine)
        },
        column("version", "VERSION", .cells(8, from: 110)) { _, engine in ListCell(engine.version ?? "–", .faint) },
        column("sessions", "SESS", .cells(4, from: 50), letter: "e", isNumber: true, value: { .count($0.sessions) }) {
            _, engine in ListCell(String(engine.sessions))
        },
        column(
            "streams", "STREAMS", .fixed { $0 >= 36 ? 9 : 7 }, letter: "t", isNumber: true,
            value: { .count($0.streams) }
        ) { _, engine in
            ListCell("\(engine.streams)/\(engine.capacity)", MediaWords.role(fill: engine.fill))
        },
        column("fill", "USED", .fixed { $0 >= 140 ? 24 : $0 >= 60 ? 10 : 0 }) { model, engine in
            MediaWords.bar(engine.fill, cells: model.size.columns >= 140 ? 24 : 10)
        },
        column("cpu", "CPU", .cells(5, from: 60), letter: "c", isNumber: true, value: { .number($0.processor ?? -1) }) {
            _, engine in ListCell(engine.processor.map { "\(Int(($0 * 100).rounded()))%" } ?? "–")
        },
        column("memory", "MEM", .cells(6, from: 60), letter: "m", isNumber: true, value: { .count($0.memory) }) {
            _, engine in ListCell(engine.memory.map { "\($0 >> 20)M" } ?? "–")
        },
        column("restarts", "AGAIN", .cells(5, from: 50), letter: "r", isNumber: true, value: { .count($0.restarts) }) {
            model, engine in
            let isOften = model.state.media.restarts(of: engine.name, now: model.now) > 0
            return ListCell(String(engine.restarts), isOften ? .warning : engine.restarts > 0 ? .text : .faint)
        },
    ]

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character? = nil, isNumber: Bool = false,
        value: @escaping @Sendable (MediaEngineReport) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, MediaEngineReport) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width, isNumber: isNumber,
            cell: { model, object, _, _ in model.engine(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in model.engine(object).map(value) ?? .none })
    }
}

extension Model {
    /// The media server that an object stands for.
    func engine(_ object: ObjectID) -> MediaEngineReport? {
        guard case .engine(let name) = object else { return nil }
        return state.media.report?.engines.first { $0.name == name }
    }
}
