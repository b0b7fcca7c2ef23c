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
        } else if let shownList {
            lists[shownList, default: ListState()].rows.move(by: step)
        } else if viewContext == .events {
            eventsBack = min(max(0, eventsBack - step), max(0, state.events.count - 1))
        } else if openObject != nil, !inside.isEmpty, !showsTimeline {
            moveInside(by: step)
        } else {
            scroll = min(max(0, scroll + step), max(0, (timeline?.lines.count ?? 0) - 1))
        }
    }

    mutating func interrupt() -> [Effect] {
        if answered == .interrupt { return [.quit] }
        overlay = nil
        prompt = nil
        pending = []
        asked = .interrupt
        say("cancelled · ^C again quits")
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
        prompt = Prompt(.filter(shownList), text: lists[shownList]?.filter ?? "")
        return []
    }

    mutating func openCopyMenu() -> [Effect] {
        if let room = selectedRoom { overlay = .copyMenu(CopyMenu(room: room.id)) }
        return []
    }

    mutating func toggleShowAsText() -> [Effect] {
        guard case .copyMenu(var menu)? = overlay else { return [] }
        menu.showsText.toggle()
        overlay = .copyMenu(menu)
        return []
    }

    mutating func copy(_ choice: CopyChoice) -> [Effect] {
        var menu = selectedRoom.map { CopyMenu(room: $0.id) }
        if case .copyMenu(let open)? = overlay { menu = open }
        guard let menu else { return [] }
        guard let room = state.rooms[menu.room]?.room, let text = choice.text(of: room), !text.isEmpty else {
            say("the \(choice.label) of this room is not known yet · r asks the server again", isError: true)
            return []
        }
        let isSecret = choice == .hostLink
        if isSecret, !allowsSecret("h again gives it out") { return [] }
        if menu.showsText {
            overlay = .text(label: choice.label, text: text)
            return []
        }
        overlay = nil
        return [.copy(text: text, label: choice.label, isSecret: isSecret)]
    }

    mutating func reveal() -> [Effect] {
        if showsHostLink {
            showsHostLink = false
        } else if allowsSecret("v again shows it") {
            showsHostLink = true
        }
        return []
    }

    /// Asks once in each run before a host link leaves its mask.
    private mutating func allowsSecret(_ key: String) -> Bool {
        if mayShowSecrets || answered == .secret {
            mayShowSecrets = true
            return true
        }
        asked = .secret
        say("Whoever has the host link is host of this room. \(key), any other key does not.")
        return false
    }

    mutating func openRoomForm() -> [Effect] {
        let themes = state.themes.values.map(\.theme).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        overlay = .form(Form.room(themes: themes))
        return []
    }

    mutating func openThemeForm() -> [Effect] {
        overlay = .form(Form.theme())
        return []
    }
}
