import TerminalUI

/// Writing what is shown to a file.
extension Action {
    static let exporting: [Action] =
        [
            Action(
                id: "export", title: "Write what is shown to a file", keys: [[.character("x")]],
                contexts: Context.lists.union([.session]), hint: "export", verb: "events list",
                unavailable: { $0.hasExportable ? nil : "there are no rows to write" },
                run: { $0.openExportMenu() })
        ] + [
            choice(.csv, "c", "Spreadsheet (csv)"), choice(.json, "j", "JSON"),
            choice(.ndjson, "n", "JSON, one a line"),
        ]

    private static func choice(_ format: Export.Format, _ key: Character, _ title: String) -> Action {
        Action(
            id: ID(rawValue: "export-\(format.rawValue)"), title: title, keys: [[.character(key)]],
            contexts: [.exportMenu], argument: "file",
            runWith: { model, path in model.export(format, to: path) },
            run: { $0.nameExport(format) })
    }
}
