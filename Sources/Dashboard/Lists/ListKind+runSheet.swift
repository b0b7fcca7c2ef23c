import Meetings
import MeetingsStore
import TerminalUI

/// What is planned, by time.
extension ListKind {
    static let runSheet = ListKind(
        place: .runSheet, nouns: ("entry", "entries"),
        columns: [
            column("plan", "PLAN", .cells(5, from: 30)) { model, _, entry in
                ListCell(entry.at.civil(utcOffset: model.utcOffset).minuteText)
            },
            column("room", "ROOM", .share(most: 40, from: 0)) { _, _, entry in ListCell(entry.room) },
            column("host", "HOST", .fixed { $0 >= 110 ? 24 : $0 >= 60 ? 14 : 0 }) { model, number, entry in
                let isInside = (model.plannedRoom(number)?.hosts ?? 0) > 0
                return ListCell(entry.host + (isInside ? " ✓" : ""), isInside ? .host : .text)
            },
            column("rec", "REC", .cells(4, from: 30)) { model, number, entry in
                guard entry.isRecorded else { return ListCell("–", .faint) }
                guard let room = model.plannedRoom(number), room.isLive else { return ListCell("yes", .faint) }
                return room.recordings > 0 ? ListCell("REC", .recording) : ListCell("OFF?", .critical)
            },
            column("state", "STATE", .fixed { $0 >= 60 ? 12 : 9 }) { model, number, _ in
                let (text, isWrong) = model.plannedState(number)
                return ListCell(text, isWrong ? .warning : text == "live" ? .live : .text)
            },
            column("note", "NOTE", .share(most: 60, from: 60)) { _, _, entry in ListCell(entry.note, .faint) },
        ],
        objects: { model in (model.configuration.runSheet?.entries ?? []).indices.map { .planned($0) } },
        words: { model, object in
            guard case .planned(let number) = object, let entry = model.plannedEntry(number) else { return [] }
            return [entry.room, entry.host, entry.note, model.plannedState(number).0]
        },
        order: { _, object in
            if case .planned(let number) = object { [.count(number)] } else { [] }
        },
        orderName: "plan",
        empty: { model in
            model.configuration.runSheet == nil
                ? "No run sheet is in use. `run_sheet:` in the configuration names its file."
                : "The run sheet is empty."
        })

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width,
        cell: @escaping @Sendable (Model, Int, RunSheet.Entry) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, width: width,
            cell: { model, object, _, _ in
                guard case .planned(let number) = object, let entry = model.plannedEntry(number) else {
                    return ListCell("")
                }
                return cell(model, number, entry)
            })
    }
}
