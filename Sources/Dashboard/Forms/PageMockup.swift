import Meetings
import TerminalUI

/// The page before joining as guests see it, in letters.
struct PageMockup {
    /// The theme's text, shown where there is no logo.
    var brand: String
    /// `#rgb` or `#rrggbb`; anything else leaves the page's own colours.
    var color: String
    var room: String
    var hasLogo = false
    var waits = JoinApprovalLevel.none
    /// What the browser has in its address line.
    var address = ""

    init(theme: Theme?, room: Room) {
        brand = theme?.brandText ?? "Greenroom"
        color = theme?.mainColor ?? ""
        self.room = room.displayName
        hasLogo = theme?.coloredLogo.url != nil
        waits = room.joinApprovalLevel
        address = room.links.guest ?? ""
    }

    init(form: Form) {
        let draft = form.themeDraft
        brand = draft.brand
        color = draft.color
        room = "Name of the room"
        hasLogo = form.text(Form.logoField(.colored)) != nil
        address = "…/\(draft.url.map { "\($0)/" } ?? "")123456789"
    }

    init(theme: Theme) {
        self.init(form: Form.theme(theme))
        hasLogo = theme.coloredLogo.url != nil
    }

    /// Rows that it takes.
    static let rows = 11

    func draw(on canvas: inout Canvas, in rect: Rect, palette: Palette) {
        guard rect.rows > 2, rect.columns > 20 else { return }
        let box = rect.top(Self.rows)
        canvas.fill(box)
        let address = address.isEmpty ? nil : address.tail(max(0, box.columns - 8))
        canvas.frame(box, title: address ?? "", style: palette[.faint])
        let inner = box.inset(by: 1)
        let band = inner.top(1)
        canvas.fill(band, ground(palette))
        let logo = hasLogo ? "[logo] " : ""
        canvas.put(
            " \(logo)\(brand)", row: band.row, column: band.column, style: ground(palette),
            width: max(0, band.columns))
        let lines: [(String, Style)] = [
            ("", Style()), (room, palette[.heading]), ("", Style()), ("Your name", palette[.text]),
            ("____________________", palette[.faint]), ("", Style()), ("  Join  ", ground(palette)),
            (waiting, palette[.faint]),
        ]
        let rest = inner.droppingTop(1)
        for (row, (text, style)) in zip(rest.row..<rest.endRow, lines) where !text.isEmpty {
            canvas.put(text, row: row, column: rest.column + 2, style: style, width: max(0, rest.columns - 4))
        }
    }

    /// What comes after `Join`.
    private var waiting: String {
        switch waits {
        case .none: ""
        case .afterOwnerOnly: "then: waits until a host is there"
        case .explicitApproval: "then: waits until a host lets one in"
        }
    }

    private func ground(_ palette: Palette) -> Style {
        guard let facts = ColorFacts(color), palette.colors >= 8 else { return Style(attributes: [.reverse, .bold]) }
        return Style(foreground: facts.text, background: facts.color, attributes: .bold).limited(to: palette.colors)
    }
}
