import Meetings
import TerminalUI

/// What was sent to the server, the newest first.
extension ListKind {
    static let log = ListKind(
        place: .log, nouns: ("request", "requests"),
        columns: [
            column("at", "TIME", .cells(8, from: 36)) { model, _, entry in
                ListCell(entry.at.civil(utcOffset: model.utcOffset).clockText, .faint)
            },
            column("method", "METHOD", .cells(6, from: 60)) { _, _, entry in ListCell(entry.method) },
            column("path", "PATH", .share(most: 120, from: 0)) { _, columns, entry in
                ListCell(
                    (columns < 60 ? entry.method + " " : "") + entry.path
                        + (entry.times > 1 ? "  ×\(entry.times)" : ""), entry.isPoll ? .faint : .text)
            },
            column("status", "STATUS", .cells(6), isNumber: true) { _, _, entry in
                ListCell(entry.status.map(String.init) ?? "–", entry.failure == nil ? .text : .error)
            },
            column("took", "TOOK", .cells(8, from: 60), isNumber: true) { _, _, entry in
                ListCell("\(entry.took.wholeMilliseconds) ms", .faint)
            },
        ],
        objects: { model in model.log.map { .request($0.number) } },
        words: { model, object in
            guard let entry = model.logEntry(object) else { return [] }
            return [
                entry.method, entry.path, entry.status.map(String.init) ?? "", entry.failure ?? "",
                entry.isPoll ? "feed" : "operator",
            ]
        },
        order: { model, object in
            guard let entry = model.logEntry(object) else { return [] }
            return [.count(entry.isPoll && entry.failure == nil ? 1 : 0), .number(-Double(entry.number))]
        },
        orderName: "own and failed, newest",
        empty: { _ in "Nothing was sent to the server yet." })

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, isNumber: Bool = false,
        cell: @escaping @Sendable (Model, Int, APILogEntry) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, width: width, isNumber: isNumber,
            cell: { model, object, _, columns in
                model.logEntry(object).map { cell(model, columns, $0) } ?? ListCell("")
            })
    }
}

extension Model {
    /// The entry of the API log that an object stands for.
    func logEntry(_ object: ObjectID) -> APILogEntry? {
        guard case .request(let number) = object else { return nil }
        return log.last { $0.number == number }
    }
}
