import Meetings
import MeetingsStore
public import TerminalUI

/// The picture of the dashboard.
extension Model {
    /// The screen at some size, down to one cell. Equal models give equal pictures.
    public func view(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        if BoardLayout.isTiny(size) {
            drawStatusLine(on: &canvas)
            return canvas
        }
        let layout = layout(size)
        let body = Rect(size).droppingTop(1).droppingBottom(layout.hints.rows + 1)
        HeaderView(model: self).draw(on: &canvas, in: layout.header)
        if let openRoom, let room = state.rooms[openRoom] {
            RoomView(model: self, room: room).drawView(on: &canvas, in: body)
        } else if openRoom != nil {
            canvas.put("This room is gone. q goes back.", row: body.row, column: 1)
        } else if place == .themes {
            ThemesView(model: self).drawView(on: &canvas, in: body)
        } else {
            drawBoard(on: &canvas, layout)
        }
        // Old numbers stay on the screen, but never look fresh.
        if !LinkText(state, now: now, configuration: configuration).isFresh {
            canvas.restyle(body, Style(attributes: .dim))
        }
        drawOverlay(on: &canvas, in: body)
        FooterView(model: self).drawHints(on: &canvas, in: layout.hints)
        FooterView(model: self).drawStatus(on: &canvas, in: layout.status)
        return canvas
    }

    /// Where the parts of the board lie now.
    func layout(_ size: Size) -> BoardLayout {
        BoardLayout(size, alarms: alarms.count, rooms: state.rooms.count, themes: themes.count)
    }

    private func drawBoard(on canvas: inout Canvas, _ layout: BoardLayout) {
        AlarmsView(model: self).draw(on: &canvas, in: layout.alarms)
        RoomsView(model: self).draw(on: &canvas, in: layout.rooms, isFramed: layout.isFramed)
        if !layout.details.isEmpty {
            if let room = selectedRoom {
                RoomView(model: self, room: room).drawPane(on: &canvas, in: layout.details)
            } else {
                canvas.frame(layout.details, title: "no room", style: configuration.palette[.faint])
            }
        }
        if !layout.themes.isEmpty { ThemesView(model: self).drawPane(on: &canvas, in: layout.themes) }
        EventsView(model: self).draw(on: &canvas, in: layout.events, isFramed: layout.isFramed)
    }

    private func drawOverlay(on canvas: inout Canvas, in rect: Rect) {
        switch overlay {
        case .copyMenu(let menu): CopyMenuView(model: self).draw(menu, on: &canvas, in: rect)
        case .text(let label, let text): CopyMenuView(model: self).draw(label: label, text: text, on: &canvas, in: rect)
        case .form(let form): FormView(model: self, form: form).draw(on: &canvas, in: rect)
        case .help(let help): HelpView(model: self, help: help).draw(on: &canvas, in: rect)
        case nil: break
        }
    }

    /// All that fits where nothing fits.
    private func drawStatusLine(on canvas: inout Canvas) {
        let critical = alarms.count { $0.level == .critical }
        let link = LinkText(state, now: now, configuration: configuration)
        let text =
            "!!\(critical) !\(alarms.count - critical) \(state.liveRooms.count)/\(state.peopleInside) \(link.text)"
        canvas.put(text, row: 0, column: 0, style: configuration.palette[critical > 0 ? .critical : .text])
    }
}
