import Meetings
import MeetingsStore
import TerminalUI

/// What the actions of the table do.
extension Model {
    /// Rows that a page key moves by.
    var pageRows: Int { max(1, layout(size).roomRows - 1) }

    mutating func move(by step: Int) {
        switch context {
        case .rooms: rooms.move(by: step)
        case .themes: themes.move(by: step)
        case .events: eventsBack = min(max(0, eventsBack - step), max(0, state.events.count - 1))
        case .room:
            let people = openRoom.flatMap { state.rooms[$0]?.people } ?? 0
            peopleTop = min(max(0, peopleTop + step), max(0, people - 1))
        case .help:
            guard case .help(var help)? = overlay else { return }
            help.rows.move(by: step)
            overlay = .help(help)
        case .copyMenu, .text, .form: break
        }
    }

    mutating func open() -> [Effect] {
        openRoom = rooms.selected
        showsHostLink = false
        peopleTop = 0
        return []
    }

    mutating func back() -> [Effect] {
        if overlay != nil {
            overlay = nil
        } else if openRoom != nil {
            openRoom = nil
            showsHostLink = false
        } else if place == .themes {
            return go(to: .board)
        } else if answered == .quit {
            return [.quit]
        } else {
            asked = .quit
            say(configuration.quitNotice)
        }
        return []
    }

    mutating func interrupt() -> [Effect] {
        if answered == .interrupt { return [.quit] }
        overlay = nil
        filterInput = nil
        pending = []
        asked = .interrupt
        say("cancelled · ^C again quits")
        return []
    }

    mutating func go(to target: Place) -> [Effect] {
        if target != place { lastPlace = place }
        place = target
        openRoom = nil
        showsHostLink = false
        return []
    }

    mutating func focusPane(by step: Int) -> [Effect] {
        let panes = Pane.allCases
        let index = panes.firstIndex(of: focus) ?? 0
        focus = panes[(index + step + panes.count) % panes.count]
        return []
    }

    mutating func openFilter() -> [Effect] {
        filterInput = TextInput(filters[place] ?? "", limit: 100)
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
        guard case .copyMenu(let menu)? = overlay else { return [] }
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
