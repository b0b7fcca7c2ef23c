import Meetings
import MeetingsStore
import TerminalUI

/// The themes, by name.
extension ListKind {
    static let themes = ListKind(
        place: .themes, nouns: ("theme", "themes"), columns: themeColumns,
        objects: { model in model.state.themes.keys.map { .theme($0) } },
        words: { model, object in
            guard let theme = model.theme(object) else { return [] }
            return [
                theme.name, theme.brandText, theme.mainColor, theme.shortCompanyURL ?? "", theme.id.rawValue,
            ]
        },
        order: { model, object in [.name(model.theme(object)?.name ?? "")] },
        orderName: "name",
        empty: { model in
            if model.state.themesListedAt == nil { return "No answer from the server yet." }
            return model.mayWrite ? "No themes yet. 6, then n makes one." : "No themes yet."
        })

    private static let themeColumns: [ListColumn] = [
        column("name", "THEME", .share(most: 60, from: 0), letter: "n") { _, theme in ListCell(theme.name) },
        ListColumn(
            id: "swatch", title: "", width: .cells(1, from: 40),
            cell: { model, object, _, _ in
                guard let theme = model.theme(object) else { return ListCell("") }
                return .picture("■", style: ThemeColor.style(theme.mainColor, palette: model.configuration.palette))
            }),
        column("color", "COLOR", .cells(7, from: 40), letter: "c") { _, theme in ListCell(theme.mainColor) },
        column("brand", "BRAND TEXT", .share(most: 60, from: 60), letter: "b") { _, theme in ListCell(theme.brandText)
        },
        column("link", "LINK", .share(most: 60, from: 90), letter: "l") { _, theme in
            ListCell(theme.shortCompanyURL ?? "–")
        },
        column("rooms", "ROOMS", .cells(5, from: 60), letter: "r", isNumber: true) { model, theme in
            ListCell(String(model.uses(of: theme.id)))
        },
    ]

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character, isNumber: Bool = false,
        cell: @escaping @Sendable (Model, Theme) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width, isNumber: isNumber,
            cell: { model, object, _, _ in model.theme(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in
                guard let theme = model.theme(object) else { return .none }
                let text = cell(model, theme).text
                return isNumber ? .count(Int(text)) : .name(text)
            })
    }
}

extension Model {
    /// The theme that an object stands for.
    func theme(_ object: ObjectID) -> Theme? { object.theme.flatMap { state.themes[$0]?.theme } }
}
