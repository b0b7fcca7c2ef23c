import Testing

@testable import greenroom

struct QRCodeTests {
    @Test("is a square with its three corner marks")
    func corners() throws {
        let modules = try #require(QRCode("https://meet.example.org/123456789")).modules
        #expect(modules.count == 29 && modules.allSatisfy { $0.count == 29 })
        let mark = ["#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"]
        for (row, column) in [(0, 0), (0, 22), (22, 0)] {
            let found = modules[row..<row + 7].map { line in line[column..<column + 7].map { $0 ? "#" : " " }.joined() }
            #expect(found == mark)
        }
    }

    @Test("cannot hold nothing, or more than fits")
    func limits() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: 2953)) != nil)
        #expect(QRCode(String(repeating: "a", count: 2954)) == nil)
    }

    @Test(
        "shows the same squares in every ink",
        arguments: [
            QRPicture.Ink.colors, .plain(onLight: true), .plain(onLight: false), .ascii(onLight: true),
            .ascii(onLight: false),
        ])
    func inks(ink: QRPicture.Ink) throws {
        let code = try #require(QRCode("https://meet.example.org/1"))
        let lines = QRPicture(code: code, margin: 2).lines(ink)
        let squares = Self.squares(lines, ink)
        let inside = squares[2..<2 + code.modules.count].map { Array($0[2..<2 + code.modules.count]) }
        #expect(inside == code.modules)
        #expect(squares.first?.contains(true) == false, "the margin is light")
        #expect(squares.last?.contains(true) == false)
        #expect(squares.allSatisfy { $0.first == false && $0.last == false && $0.count == code.modules.count + 4 })
    }

    /// What a camera sees: dark squares as true.
    private static func squares(_ lines: [String], _ ink: QRPicture.Ink) -> [[Bool]] {
        switch ink {
        case .ascii(let onLight):
            return lines.map { line in
                stride(from: 0, to: line.count, by: 2).map { (Array(line)[$0] == "#") == onLight }
            }
        case .colors, .plain:
            let drawsLight = ink == .plain(onLight: false)
            return lines.flatMap { line -> [[Bool]] in
                let cells = line.filter { "█▀▄ ".contains($0) }
                return ["█▀", "█▄"].map { drawn in cells.map { drawn.contains($0) != drawsLight } }
            }
        }
    }
}
