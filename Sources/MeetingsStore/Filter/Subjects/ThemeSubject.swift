public import Meetings

/// A theme as a filter sees it.
public struct ThemeSubject: FilterSubject {
    private let theme: Theme
    private let uses: Int
    private let isMarked: Bool

    /// `uses` is how many open rooms use the theme.
    public init(_ theme: Theme, uses: Int, isMarked: Bool = false) {
        self.theme = theme
        self.uses = uses
        self.isMarked = isMarked
    }

    public var words: [String] {
        let words = [theme.name, theme.brandText, theme.mainColor, theme.id.rawValue]
        return theme.shortCompanyURL.map { words + [$0] } ?? words
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "name": [.text(theme.name)]
        case "id": [.text(theme.id.rawValue)]
        case "brand": [.text(theme.brandText)]
        case "color": [.text(theme.mainColor)]
        case "url": theme.shortCompanyURL.map { [.text($0)] } ?? []
        case "domain": [.text(theme.domain)]
        case "rooms": [.number(Double(uses))]
        default: []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "used": uses > 0
        case "unused": uses == 0
        case "logo": theme.coloredLogo.key != nil || theme.whiteLogo.key != nil
        case "favicon": theme.favicon.key != nil
        case "marked": isMarked
        default: false
        }
    }
}
