import Meetings
import TerminalUI

/// The forms for a new theme and for one that is there, and what they ask for.
extension Form {
    static func theme(_ theme: Theme? = nil) -> Form {
        let pictures = LogoKind.allCases.enumerated().map { index, kind in
            let isThere = theme?.picture(kind).url != nil
            return FormField.text(
                logoField(kind), limit: 1000, hint: "path of a PNG file; \(isThere ? "there is one now" : "none yet")",
                group: index == 0 ? "Pictures, sent after saving" : nil)
        }
        return Form(
            kind: theme.map { .theme($0) } ?? .newTheme,
            fields: [
                .text(
                    "theme_name", theme?.name ?? "", limit: 200,
                    hint: theme == nil ? "empty lets the server name it" : "", isRequired: theme != nil),
                .text("main_color", theme?.mainColor ?? "#", limit: 7, hint: "#rgb or #rrggbb", isRequired: true),
                .text(
                    "brand_text", theme?.brandText ?? "", limit: 200, hint: "shown where there is no logo",
                    isRequired: true),
                .text(
                    "short_company_url", theme?.shortCompanyURL ?? "", limit: 128,
                    hint: "letters digits _ ~ -, first part of the links"),
            ] + pictures)
    }

    /// What the field of a picture is called.
    static func logoField(_ kind: LogoKind) -> String { kind == .favicon ? "favicon" : "logo \(kind.rawValue)" }

    /// The theme as it would be.
    var themeDraft: (name: String, color: String, brand: String, url: String?) {
        (text("theme_name") ?? "", text("main_color") ?? "", text("brand_text") ?? "", text("short_company_url"))
    }

    /// The pictures whose files are named.
    var namedLogos: [LogoKind] { LogoKind.allCases.filter { text(Self.logoField($0)) != nil } }

    /// The request that the form stands for, held against the API's rules. Throws in the API's words.
    func newTheme() throws(Problem) -> NewTheme {
        let theme = NewTheme(
            name: text("theme_name"), mainColor: text("main_color") ?? "", brandText: text("brand_text") ?? "",
            shortCompanyURL: text("short_company_url"))
        try theme.validate()
        return theme
    }

    /// The fields that were changed, and nothing else.
    func themeUpdate() -> ThemeUpdate {
        func changed(_ id: String) -> String? { self[id]?.isChanged == true ? text(id) ?? "" : nil }
        return ThemeUpdate(
            name: changed("theme_name"), mainColor: changed("main_color"), brandText: changed("brand_text"),
            shortCompanyURL: self["short_company_url"]?.isChanged == true ? .some(text("short_company_url")) : nil)
    }
}

extension Theme {
    func picture(_ kind: LogoKind) -> ThemeImage {
        switch kind {
        case .white: whiteLogo
        case .colored: coloredLogo
        case .favicon: favicon
        }
    }
}
