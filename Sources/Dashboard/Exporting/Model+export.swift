import Meetings
import MeetingsStore
import TerminalUI

/// Writing what is shown to a file.
extension Model {
    /// What `x` would write, and how many of what; nil where there is nothing.
    var exportable: (content: Export.Content, noun: String, count: Int)? {
        if viewContext == .events { return exportableEvents }
        if let timeline, isSession { return exportableAccount(of: timeline) }
        guard let place = shownList, let kind = ListKind.all[place], let list = lists[place], !list.rows.isEmpty else {
            return nil
        }
        let objects = list.marks.isEmpty ? list.rows.ids : list.rows.ids.filter { list.marks.contains($0) }
        let columns = kind.columns
        let rows = objects.map { object in
            let room = room(of: object)
            return [object.text.scrubbed(limit: 500)]
                + columns.map { $0.cell(self, object, room, Self.exportColumns).text }
        }
        let noun = objects.count == 1 ? kind.nouns.one : kind.nouns.many
        return (.table(columns: ["id"] + columns.map(\.id), rows: rows), noun, objects.count)
    }

    private var isSession: Bool { if case .session? = openObject { true } else { false } }

    /// Cells are made as for a very wide table, so that nothing is left out.
    private static let exportColumns = 500
    /// More events than these are not picked one by one.
    private static let eventsPicked = 100_000

    /// True when there is something to write. The hint bar asks in every frame, so no table is made for it.
    var hasExportable: Bool {
        if viewContext == .events { return eventRows > 0 }
        if isSession { return timeline != nil }
        guard let shownList, let list = lists[shownList] else { return false }
        return !list.rows.isEmpty
    }

    private var exportableEvents: (content: Export.Content, noun: String, count: Int)? {
        guard eventRows > 0 else { return nil }
        if eventSearch == nil { return (.allEvents, "events", eventRows) }
        let numbers = (0..<min(eventRows, Self.eventsPicked)).reversed().compactMap { event(atRow: $0)?.sequence }
        return (.events(numbers), numbers.count == 1 ? "event" : "events", numbers.count)
    }

    private func exportableAccount(
        of timeline: SessionTimeline
    ) -> (content: Export.Content, noun: String, count: Int)? {
        let entries = SessionAccount(timeline, now: now).entries
        let rows = entries.map { entry in
            [
                entry.at.iso8601, entry.what, entry.who, entry.role,
                entry.lasted.map { String($0.components.seconds) } ?? "", entry.text,
            ]
        }
        let columns = ["at", "what", "who", "role", "seconds", "note"]
        return (.table(columns: columns, rows: rows), "lines of the session", rows.count)
    }

    mutating func openExportMenu() -> [Effect] {
        guard let exportable else { return [] }
        overlay = .menu(
            Menu(context: .exportMenu, title: "Export", note: "\(exportable.count) \(exportable.noun), as shown"))
        return []
    }

    /// Asks for the name of the file, with one that says what is in it.
    mutating func nameExport(_ format: Export.Format) -> [Effect] {
        overlay = nil
        let name = viewContext == .events ? "events" : isSession ? "session" : shownList?.rawValue ?? "rows"
        let time = now.civil(utcOffset: utcOffset)
        let clock = time.clockText.filter { $0 != ":" }
        prompt = Prompt(.export(format), text: "\(name)-\(time.dateText)-\(clock).\(format.rawValue)")
        return []
    }

    mutating func export(_ format: Export.Format, to path: String) -> [Effect] {
        guard let exportable, !path.isEmpty else { return [] }
        say("writing \(exportable.count) \(exportable.noun)…")
        return ask(.export(Export(exportable.content, format, path: path)), for: .export)
    }
}
