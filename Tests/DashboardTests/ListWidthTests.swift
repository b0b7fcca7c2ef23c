import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Lists whose rows have wide, combining, joined, right-to-left and hostile names.
struct ListWidthTests {
    private static let lists: [Place] = [
        .rooms, .sessions, .recordings, .themes, .deliveries, .runSheet, .log, .alarms,
    ]

    @Test("the columns of a list lie under each other at every width, whatever the names are", arguments: lists)
    func columns(_ place: Place) throws {
        let driver = GoldenView.board.driver(Size(rows: 60, columns: 200), colors: 0)
        var model = driver.model
        _ = model.go(to: place)
        let list = try #require(ListView(model, place))
        for width in 17...200 {
            var canvas = Canvas(size: Size(rows: 50, columns: width))
            list.draw(on: &canvas, in: canvas.bounds)
            let ends = ListLayout(list.kind.columns, width: width).places.map(\.end)
            let filled = (0..<50).filter { row in ends.contains { !canvas[row, $0].isBlank } }
            #expect(filled == [], "\(width) columns")
        }
    }

    @Test("what one column has no use for goes to the others")
    func sharing() {
        func column(_ id: String, _ most: Int) -> ListColumn {
            ListColumn(id: id, title: id, width: .share(most: most, from: 0), cell: { _, _, _, _ in ListCell("") })
        }
        let layout = ListLayout([column("wide", 90), column("small", 20), column("fair", 60)], width: 145)
        #expect(layout.places.map(\.width) == [60, 20, 60])
        #expect(layout.places.last?.end == 145)
    }
}
