import Meetings
import MeetingsStore
import TerminalUI

/// Labels at the rows, and the cursor that follows them.
extension Model {
    /// Why no letters can be shown now; nil when they can.
    var reasonNotToJump: String? {
        if location == .place(.board), isWide, !isMaximized { return nil }
        let isEmpty =
            if viewContext == .events {
                eventRows == 0
            } else if openObject != nil {
                inside.isEmpty
            } else {
                shownList.flatMap { lists[$0]?.rows.isEmpty } ?? true
            }
        return isEmpty ? "there is no row here" : nil
    }

    mutating func showJumpLabels() -> [Effect] {
        // In a narrow session the people and the timeline share one place.
        showsTimeline = false
        jump = JumpLabels(jumpPlaces.map(\.target) + jumpInside)
        return []
    }

    /// Takes the letters of a label; any other key ends it.
    mutating func type(_ key: Key, in before: JumpLabels) -> [Effect] {
        jump = nil
        guard case .character(let letter) = key else { return [] }
        let typed = before.typed + String(letter)
        if let target = before.target(of: typed) {
            put(on: target)
        } else if before.goesOn(from: typed) {
            jump = before
            jump?.typed = typed
        }
        return []
    }

    private mutating func put(on target: JumpLabels.Target) {
        switch target {
        case .pane(let pane): focus = pane
        case .row(.event(let sequence)) where viewContext == .events:
            let rows = eventsTop..<eventsTop + max(1, EventsLayout.rows(of: self))
            if let row = rows.first(where: { event(atRow: $0)?.sequence == sequence }) { eventsBack = row }
        case .row(let object):
            if openObject != nil {
                if inside.contains(object) { inside.select(object) }
            } else if let shownList, lists[shownList]?.rows.contains(object) == true {
                lists[shownList]?.rows.select(object)
            }
        }
    }

    /// The cells where labels stand, and what they lead to. The rows inside an object's view draw their own.
    var jumpPlaces: [(target: JumpLabels.Target, row: Int, column: Int)] {
        guard openObject == nil else { return [] }
        return jumpRows + jumpPanes
    }

    /// The rows inside an object's view that can be on the screen: as many as it has, to both sides of the cursor.
    private var jumpInside: [JumpLabels.Target] {
        guard openObject != nil else { return [] }
        let cursor = inside.cursor == nil ? 0 : inside.index ?? 0
        let first = max(0, min(cursor, inside.count - 1) - size.rows)
        return inside.ids.dropFirst(first).prefix(cursor - first + size.rows).map { .row($0) }
    }

    private var jumpRows: [(target: JumpLabels.Target, row: Int, column: Int)] {
        if viewContext == .events {
            let rect = EventsLayout.rect(of: self)
            return (0..<rect.rows).compactMap { offset in
                event(atRow: eventsTop + offset)?.sequence.map {
                    (.row(.event($0)), rect.row + offset, rect.column)
                }
            }
        }
        // The strip of alarms has no cursor: its rows are chosen in their own view.
        let isStrip = location == .place(.board) && !isMaximized && focus == .alarms
        guard let shownList, !isStrip, let rows = lists[shownList]?.rows,
            var rect = listRects.first(where: { $0.0.list == shownList })?.1
        else { return [] }
        if shownList == .alarms, !isMaximized { rect = rect.droppingBottom(AlarmDetail.rows(BoardLayout.body(size))) }
        let shown = rows.ids.dropFirst(rows.top(rows: rect.rows)).prefix(rect.rows)
        return shown.enumerated().map { (.row($0.element), rect.row + $0.offset, rect.column) }
    }

    private var jumpPanes: [(target: JumpLabels.Target, row: Int, column: Int)] {
        guard location == .place(.board), isWide, !isMaximized else { return [] }
        let layout = layout(size)
        return Pane.allCases.filter { $0 != focus && !layout[$0].isEmpty }.map { pane in
            (.pane(pane), layout[pane].row, layout[pane].column + 1)
        }
    }
}

extension Canvas {
    /// Puts the letters that lead to rows over the view.
    mutating func drawJumpLabels(of model: Model) {
        guard model.jump != nil, model.overlay == nil else { return }
        for place in model.jumpPlaces { drawJumpLabel(of: place.target, row: place.row, column: place.column, model) }
    }

    /// Puts the letters that lead to a row at its begin, while they are shown.
    mutating func drawJumpLabel(of target: JumpLabels.Target, row: Int, column: Int, _ model: Model) {
        guard let jump = model.jump, let label = jump.label(of: target) else { return }
        put(label, row: row, column: column, style: model.configuration.palette[.cursor])
    }
}
