import TerminalUI
import Testing

struct ColorTests {
    @Test(
        "reads what people write for a colour",
        arguments: [
            ("#12f64e", "#12f64e"), ("12F64E", "#12f64e"), ("#fa0", "#ffaa00"), ("#000", "#000000"), ("", nil),
            ("#12345", nil), ("#1234567", nil), ("red", nil), ("#12 34 ", nil), ("+12345", nil), ("#１２３", nil),
            ("##123", nil), ("#-12", nil),
        ])
    func hex(_ text: String, _ expected: String?) {
        #expect(Color(hex: text)?.hex == expected)
    }

    @Test(
        "finds the nearest of 256 and of 16",
        arguments: [
            ("#0f9d58", 35, "green"), ("#12f64e", 47, "bright green"), ("#ff0000", 196, "bright red"),
            ("#880000", 88, "red"), ("#000000", 16, "black"), ("#ffffff", 231, "bright white"),
            ("#808080", 244, "bright black"), ("#070707", 232, "black"), ("#eeeeee", 255, "bright white"),
            ("#3355ff", 63, "bright blue"),
        ])
    func nearest(_ hex: String, _ index: Int, _ name: String) throws {
        let color = try #require(Color(hex: hex))
        #expect(color.nearest256 == Color(index: index))
        #expect(color.nearest16.name == name)
        #expect(color.nearest(of: Color.allColors) == color)
        #expect(color.nearest(of: 0) == .own)
    }

    @Test("every colour of the palette is its own nearest, and its parts lead back to it")
    func palette() throws {
        for index in 16..<256 {
            let color = Color(index: index)
            #expect(color.nearest256 == color)
            let parts = try #require(color.components)
            let near = try #require(Color(red: parts.red, green: parts.green, blue: parts.blue).nearest256.components)
            #expect(near == parts)
        }
    }

    @Test(
        "measures contrast as the guidelines do",
        arguments: [
            ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48),
            ("#0f9d58", "#ffffff", 3.51), ("#12f64e", "#000000", 14.32),
        ])
    func contrast(_ one: String, _ other: String, _ expected: Double) throws {
        let (one, other) = (try #require(Color(hex: one)), try #require(Color(hex: other)))
        #expect(abs(one.contrast(with: other) - expected) < 0.05)
        #expect(one.contrast(with: other) == other.contrast(with: one))
    }

    @Test("a style keeps what it was given, whatever that is")
    func style() {
        let colors: [Color] = [.own, 0, 7, 255, .black, .white, Color(red: 1, green: 2, blue: 3)]
        for foreground in colors {
            for background in colors {
                for attributes in [Attributes(), .bold, [.reverse, .underline]] {
                    let style = Style(foreground: foreground, background: background, attributes: attributes)
                    #expect(style.foreground == foreground)
                    #expect(style.background == background)
                    #expect(style.attributes == attributes)
                }
            }
        }
        #expect(Color(index: 300) == .own)
        #expect(Color(red: 999, green: -3, blue: 0).hex == "#ff0000")
    }
}
