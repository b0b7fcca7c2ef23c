import Meetings
import TerminalUI

/// The form for a new theme, and what it asks for.
extension Form {
    static func theme() -> Form {
        Form(
            kind: .theme,
            fields: [
                FormField(id: "theme_name", entry: .text(TextInput(limit: 200)), hint: "empty lets the server name it"),
                FormField(
                    id: "main_color", entry: .text(TextInput("#", limit: 7)), hint: "#rgb or #rrggbb", isRequired: true),
                FormField(
                    id: "brand_text", entry: .text(TextInput(limit: 200)), hint: "shown where there is no logo",
                    isRequired: true),
                FormField(
                    id: "short_company_url", entry: .text(TextInput(limit: 128)),
                    hint: "letters digits _ ~ -, first part of the links"),
            ])
    }

    /// The request that the form stands for, held against the API's rules. Throws in the API's words.
    func newTheme() throws(Problem) -> NewTheme {
        let theme = NewTheme(
            name: text("theme_name"), mainColor: text("main_color") ?? "", brandText: text("brand_text") ?? "",
            shortCompanyURL: text("short_company_url"))
        try theme.validate()
        return theme
    }
}
