import Meetings
import MeetingsStore
import TerminalUI
import Testing
import ValueSupport

@testable import Dashboard

/// A terminal may have any size, and what lies over the board must bear it.
struct SizeStormTests {
    @Test(
        "10,010 sizes from 1×1 to 500×200, 910 with each of these keys, leave it whole",
        arguments: ["", "n", "?", "y", "/ro", ":", "6", "3", "4", "!", "\r"])
    func storm(keys: String) {
        var driver = Driver(changes: Event.board)
        driver.type(keys)
        var random = SeededRandom(seed: 7)
        for _ in 0..<910 {
            // Most terminals are small; some edges matter more than others.
            let rows = Int.random(in: 1...[5, 60, 200][Int.random(in: 0..<3, using: &random)], using: &random)
            let columns = Int.random(in: 1...[20, 200, 500][Int.random(in: 0..<3, using: &random)], using: &random)
            let size = Size(rows: rows, columns: columns)
            _ = driver.model.update(.input(.resize(size)))
            let canvas = driver.model.view(size)
            #expect(canvas.size == size)
            if let cursor = canvas.cursor { #expect(cursor.row < rows && cursor.column < columns) }
        }
        var fresh = Driver(changes: Event.board)
        fresh.type(keys)
        let last = Size(rows: 24, columns: 80)
        _ = driver.model.update(.input(.resize(last)))
        _ = fresh.model.update(.input(.resize(last)))
        #expect(driver.model.view(last).picture == fresh.model.view(last).picture)
    }

    @Test("every sign of the views has a plain form", arguments: ["", "n", "?", "y", "6", "3", "4", "5", "!", "\r"])
    func signs(keys: String) {
        for size in [Size(rows: 5, columns: 20), Size(rows: 24, columns: 80), Size(rows: 50, columns: 200)] {
            var driver = Driver(rows: size.rows, columns: size.columns, changes: Event.board)
            driver.type(keys)
            let picture = driver.model.view(size).drawn(with: .ascii).picture
            // Letters of names, and the marks on them, are no signs.
            let left = picture.unicodeScalars.filter { scalar in
                let properties = scalar.properties
                return !scalar.isASCII && !properties.isAlphabetic && properties.generalCategory != .nonspacingMark
            }
            #expect(left.isEmpty, "\(String(String.UnicodeScalarView(left)))")
        }
    }
}
