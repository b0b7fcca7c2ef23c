import Foundation
import Meetings
import MeetingsStore
import TerminalUI
import Testing
import ValueSupport

@testable import Dashboard

/// Every view at every class of size, as it is kept in `Screens`: a picture a file, `<view>-<columns>x<rows>.txt`, with
/// its letters, then a layer with the style of each cell without colour and one in 256 colours. The letters of the
/// layers are told below them. `-ascii` has the picture with plain signs.
///
/// To take changed screens over, run these tests with `GREENROOM_TAKE_SCREENS=1` and look at what `git diff` says.
@Suite("Golden screens")
struct GoldenScreenTests {
    static let sizes = [(5, 20), (12, 40), (24, 80), (40, 120), (50, 200)].map { Size(rows: $0.0, columns: $0.1) }

    private static func name(_ view: GoldenView, _ size: Size) -> String {
        "\(view.rawValue)-\(size.columns)x\(size.rows)"
    }

    @Test("letters and styles of a view are as they were", arguments: GoldenView.allCases, sizes)
    func screen(_ view: GoldenView, _ size: Size) throws {
        let mono = view.driver(size, colors: 0)
        let rich = view.driver(size, colors: 256)
        let (plain, colored) = (mono.model.view(size), rich.model.view(size))
        var screen = GoldenScreen(Self.name(view, size), plain)
        screen.add(plain, title: "mono", palette: mono.model.configuration.palette)
        screen.add(colored, title: "256 colours", palette: rich.model.configuration.palette, unlike: plain)
        try screen.expectAsKept()
    }

    @Test("with plain signs a view still says all", arguments: GoldenView.withSigns, sizes)
    func plain(_ view: GoldenView, _ size: Size) throws {
        let canvas = view.driver(size, colors: 0).model.view(size).drawn(with: .ascii)
        try GoldenScreen(Self.name(view, size) + "-ascii", canvas).expectAsKept()
    }

    @Test("no screen is kept that no view has")
    func noneLeftOver() throws {
        if ProcessInfo.processInfo.environment["GREENROOM_TAKE_SCREENS"] != nil { return }
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens").path
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
        let known = Self.sizes.flatMap { size in
            GoldenView.allCases.map { Self.name($0, size) + ".txt" }
                + GoldenView.withSigns.map { Self.name($0, size) + "-ascii.txt" }
        }
        #expect(Set(kept) == Set(known))
    }

    @Test("a screen that differs tells its first row")
    func difference() {
        #expect(GoldenScreen.difference("a\nb\nc", "a\nb\nc") == nil)
        let told = GoldenScreen.difference("a\nb\nc", "a\nB\nC")
        #expect(told == "line 2 differs, 2 in all\n  kept: “b”\n  now:  “B”")
    }

    @Test("300 sizes from 1×1 to 220×60 draw each row as wide as the screen", arguments: GoldenView.allCases)
    func anySize(_ view: GoldenView) {
        var driver = view.driver(Size(rows: 24, columns: 80), colors: 0)
        var random = SeededRandom(seed: 60)
        for _ in 0..<300 {
            // Most faults lie at the small edges.
            let isSmall = Bool.random(using: &random)
            let size = Size(
                rows: Int.random(in: 1...(isSmall ? 14 : 60), using: &random),
                columns: Int.random(in: 1...(isSmall ? 60 : 220), using: &random))
            driver.send(.input(.resize(size)))
            let canvas = driver.model.view(size)
            #expect(canvas.size == size)
            // What the terminal is told: a wide character, then nothing, and no half of one.
            let cells = canvas.cells
            let uneven = (0..<size.rows).filter { row in
                var width = 0
                for cell in cells[row * size.columns..<(row + 1) * size.columns] { width += cell.width }
                return width != size.columns
            }
            #expect(uneven == [], "\(size)")
        }
    }

    @Test("read-only, no key in any view sends a change", arguments: GoldenView.allCases)
    func readOnly(_ view: GoldenView) {
        var random = SeededRandom(seed: 16)
        let bound = Action.all.flatMap { $0.keys.flatMap(\.self) }
        let keys =
            Set(bound).union([.enter, .tab, .backTab, .escape, .down, .character("a"), .character("1")])
            .sorted { KeyName.text($0) < KeyName.text($1) }
        var driver = view.driver(Size(rows: 40, columns: 120), colors: 0, mayWrite: false)
        _ = driver.takenWithAmbient()
        for key in keys {
            var once = driver
            once.press(key, .enter)
            expectNoChange(once.takenWithAmbient())
        }
        for _ in 0..<100 { driver.press(keys.randomElement(using: &random) ?? .enter) }
        expectNoChange(driver.takenWithAmbient())
    }

    private func expectNoChange(_ effects: [Effect]) {
        let sent = effects.filter { if case .send = $0 { true } else { false } }
        #expect(sent.isEmpty, "\(sent.prefix(1))")
    }
}
