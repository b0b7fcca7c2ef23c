import Meetings
import MeetingsStore
import TerminalUI

/// What the actions of the table do.
extension Model {
    /// Rows that a page key moves by.
    var pageRows: Int { max(1, (shownList.map { rowsShown(of: $0) } ?? BoardLayout.listRows(size)) - 1) }

    mutating func move(by step: Int) {
        if case .help(var help)? = overlay {
            help.rows.move(by: step)
            overlay = .help(help)
        } else if viewContext == .events {
            moveInEvents(by: step)
        } else if let shownList {
            lists[shownList, default: ListState()].rows.move(by: step)
        } else if openObject != nil, !inside.isEmpty, !showsTimeline {
            moveInside(by: step)
        } else {
            scroll = min(max(0, scroll + step), max(0, (openLines ?? 0) - 1))
            search?.line = nil
        }
    }

    /// How many lines the open view has that can be scrolled.
    private var openLines: Int? {
        switch openObject {
        case .delivery(let id)?: DeliveryView(model: self, id: id).lines.count
        case .request(let number)?: RequestView(model: self, number: number).lines.count
        case .event(let sequence)?: eventDetails[sequence]?.lines.count
        default: timeline?.lines.count
        }
    }

    mutating func interrupt() -> [Effect] {
        if answered == .interrupt { return [.quit] }
        overlay = nil
        prompt = nil
        pending = []
        asked = .interrupt
        let stopped = stopBatches()
        say("\(stopped ? "what was not sent yet stays unsent" : "cancelled") · ^C again quits")
        return []
    }

    mutating func focusPane(by step: Int) -> [Effect] {
        let layout = layout(size)
        let panes = Pane.allCases.filter { !layout[$0].isEmpty }
        let index = panes.firstIndex(of: focus) ?? 0
        focus = panes[(index + step + panes.count) % panes.count]
        return []
    }

    mutating func openFilter() -> [Effect] {
        guard let shownList else { return [] }
        // What is typed now takes the place of the filter in use, which Up brings back.
        remember(lists[shownList]?.filter ?? "", for: .filter(shownList))
        prompt = Prompt(.filter(shownList))
        return []
    }
}
