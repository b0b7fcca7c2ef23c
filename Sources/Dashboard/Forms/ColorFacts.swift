import TerminalUI

/// A theme's colour in numbers: what each kind of terminal makes of it, and how well text reads on it.
struct ColorFacts {
    let color: Color

    init?(_ text: String) {
        guard text.hasPrefix("#"), let color = Color(hex: text) else { return nil }
        self.color = color
    }

    /// `white 3.5, black 6.0`: 4.5 is needed for text.
    var contrast: String {
        "white \(Self.oneDigit(color.contrast(with: .white))), black \(Self.oneDigit(color.contrast(with: .black)))"
    }

    /// Black or white, whichever reads better on the colour, as the page chooses.
    var text: Color { color.contrast(with: .white) >= color.contrast(with: .black) ? .white : .black }

    /// The number in the palette of 256, and the number and name in that of 16.
    var names: (of256: String, of16: String) {
        let basic = color.nearest16
        return (
            color.nearest256.index.map { String($0) } ?? "",
            "\(basic.index.map { String($0) } ?? "") \(basic.name ?? "")"
        )
    }

    /// What this terminal makes of it, for a heading.
    func depth(of palette: Palette) -> String {
        switch palette.colors {
        case Color.allColors...: "true colour"
        case 256...: "256 colours: nearest \(names.of256)"
        case 8...: "\(palette.colors) colours: nearest \(names.of16)"
        default: "no colours"
        }
    }

    private static func oneDigit(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
