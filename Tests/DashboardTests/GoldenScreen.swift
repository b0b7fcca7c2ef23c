import Foundation
import TerminalUI
import Testing

@testable import Dashboard

/// A screen as a text that can be reviewed: its letters, and below them a letter for the style of each cell.
struct GoldenScreen {
    /// The name of the file.
    let name: String
    private(set) var text: String

    init(_ name: String, _ canvas: Canvas) {
        self.name = name
        text = canvas.picture + "\n"
    }

    /// Adds a layer with the styles of a picture, and its letters where they differ.
    mutating func add(_ canvas: Canvas, title: String, palette: Palette, unlike other: Canvas? = nil) {
        if let other, other.picture != canvas.picture { text += "\n== letters in \(title)\n" + canvas.picture + "\n" }
        let layer = StyleLayer(canvas, palette: palette)
        text += "\n== \(title)\n" + layer.lines.joined(separator: "\n") + "\n"
        text += layer.legend.isEmpty ? "" : "-- \(layer.legend.joined(separator: " · "))\n"
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

    /// Holds the screen against its file. With `GREENROOM_TAKE_SCREENS` set, writes the file instead.
    func expectAsKept(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = Self.folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["GREENROOM_TAKE_SCREENS"] != nil {
            return try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard let difference = Self.difference(kept, text) else { return }
        Issue.record("Screens/\(name).txt: \(difference)", sourceLocation: sourceLocation)
    }

    /// The first row that differs, as it was and as it is; nil for equal texts.
    static func difference(_ kept: String, _ now: String) -> String? {
        if kept == now { return nil }
        if kept.isEmpty { return "there is no such screen yet" }
        let (old, new) = (kept.components(separatedBy: "\n"), now.components(separatedBy: "\n"))
        let row = zip(old, new).prefix { $0.0 == $0.1 }.count
        let others = zip(old, new).filter { $0.0 != $0.1 }.count
        func line(_ lines: [String]) -> String { row < lines.count ? "“\(lines[row])”" : "nothing" }
        return "line \(row + 1) differs, \(others) in all\n  kept: \(line(old))\n  now:  \(line(new))"
    }
}

/// The styles of a picture, a letter for each cell, and what the letters stand for.
private struct StyleLayer {
    private(set) var lines: [String] = []
    private(set) var legend: [String] = []

    init(_ canvas: Canvas, palette: Palette) {
        var roles: [Style: (letter: Character, name: String)] = [:]
        for (role, letter) in zip(Role.allCases, "tfhcmCWliXRHSaoDPBe12") where roles[palette[role]] == nil {
            roles[palette[role]] = (letter, "\(role)")
        }
        roles[Style()] = (" ", "")
        var used: [Style: (letter: Character, name: String)] = [:]
        var free = Array("ABEFGIJKLMNOQTUVYZ3456789").makeIterator()
        for row in 0..<canvas.size.rows {
            var line = ""
            for column in 0..<canvas.size.columns {
                let style = canvas[row, column].style
                if used[style] == nil { used[style] = roles[style] ?? (free.next() ?? "?", Self.name(style, palette)) }
                line.append(used[style]?.letter ?? "?")
            }
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        legend = used.values.filter { $0.letter != " " }.sorted { $0.letter < $1.letter }.map {
            "\($0.letter) \($0.name)"
        }
    }

    /// A style that is no role's own: a role with something over it, or a colour that a person chose.
    private static func name(_ style: Style, _ palette: Palette) -> String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underlined"), (.reverse, "reversed"),
        ]
        let attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
        var plain = style
        var role = Role.allCases.first { palette[$0] == plain }
        if role == nil {
            plain.attributes = []
            role = Role.allCases.first {
                var other = palette[$0]
                other.attributes = []
                return other == plain && plain != Style()
            }
        }
        let color = style.foreground.index.map { "colour \($0)" }
        let ground = style.background.index.map { "on \($0)" }
        let what = role.map { ["\($0)"] } ?? [color, ground].compactMap(\.self)
        return (what + attributes).joined(separator: " ")
    }
}
