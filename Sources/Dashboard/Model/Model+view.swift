import Meetings
import MeetingsStore
public import TerminalUI

/// The picture of the dashboard.
extension Model {
    /// The screen at some size, down to one cell. Equal models give equal pictures.
    public func view(_ size: Size) -> Canvas {
        guard !configuration.showsSeconds, past == nil, configuration.recordedFile == nil else { return picture(size) }
        var still = self
        still.trueTime = now
        still.now = now.startOfMinute
        return still.picture(size)
    }

    private func picture(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        if BoardLayout.isTiny(size) {
            drawStatusLine(on: &canvas)
            return canvas
        }
        let layout = layout(size)
        let body = BoardLayout.body(size)
        HeaderView(model: self).draw(on: &canvas, in: layout.header)
        switch location {
        case .place(.board) where isMaximized: drawMaximized(on: &canvas, in: body)
        case .place(.board): drawBoard(on: &canvas, layout)
        case .place(let place), .related(let place, _): draw(place, on: &canvas, in: body)
        case .object(let object): draw(object, on: &canvas, in: body)
        }
        // Old numbers stay on the screen, but never look fresh.
        if !link.isFresh {
            // The alarms above the board are of now: the first says that nothing is heard.
            let isBoard = location == .place(.board) && !isMaximized
            canvas.restyle(isBoard ? body.droppingTop(layout.alarms.rows) : body, Style(attributes: .dim))
        }
        canvas.drawJumpLabels(of: self)
        drawOverlay(on: &canvas, in: body)
        HintBar(model: self).draw(on: &canvas, in: layout.hints)
        TabsView(model: self).draw(on: &canvas, in: layout.tabs)
        FooterView(model: self).drawStatus(on: &canvas, in: layout.status)
        return canvas
    }

    /// Where the parts of the board lie now.
    func layout(_ size: Size) -> BoardLayout {
        BoardLayout(
            size,
            BoardLayout.Counts(
                alarms: alarmBoard.rows.count, rooms: state.shownRooms.count, themes: lists[.themes]?.rows.count ?? 0,
                planned: configuration.runSheet?.entries.count ?? 0))
    }

    /// The pane with the keys, as large as the screen.
    private func drawMaximized(on canvas: inout Canvas, in rect: Rect) {
        if let list = focus.list {
            ListView(self, list)?.drawView(on: &canvas, in: rect)
        } else {
            EventsView(model: self).draw(on: &canvas, in: rect, isFramed: false)
        }
    }

    private func draw(_ place: Place, on canvas: inout Canvas, in rect: Rect) {
        if place == .events { return EventsView(model: self).draw(on: &canvas, in: rect, isFramed: false) }
        let detail = place == .alarms ? AlarmDetail.rows(rect) : place == .media ? MediaDetail.rows(rect) : 0
        ListView(self, place)?.drawView(on: &canvas, in: rect.droppingBottom(detail))
        guard detail > 0 else { return }
        if place == .media {
            MediaDetail(model: self).draw(on: &canvas, in: rect.bottom(detail))
        } else {
            AlarmDetail(model: self).draw(on: &canvas, in: rect.bottom(detail))
        }
    }

    /// One object's own view.
    private func draw(_ object: ObjectID, on canvas: inout Canvas, in rect: Rect) {
        switch object {
        case .room(let id):
            if let room = state.rooms[id] {
                RoomView(model: self, room: room).drawView(on: &canvas, in: rect)
            } else {
                canvas.put("This room is gone. q goes back.", row: rect.row, column: 1)
            }
        case .event(let number): EventDetailView(model: self).drawView(number, on: &canvas, in: rect)
        case .delivery(let id): DeliveryView(model: self, id: id).draw(on: &canvas, in: rect)
        case .request(let number): RequestView(model: self, number: number).draw(on: &canvas, in: rect)
        case .session:
            if let timeline {
                SessionView(model: self, timeline: timeline).draw(on: &canvas, in: rect)
            } else {
                canvas.put("This session is gone. q goes back.", row: rect.row, column: 1)
            }
        case .person(let id): PersonView(model: self, id: id).draw(on: &canvas, in: rect)
        case .recording(let id):
            if let known = state.recordings[id] {
                RecordingView(model: self, known: known).draw(on: &canvas, in: rect)
            } else {
                canvas.put("This recording is gone. q goes back.", row: rect.row, column: 1)
            }
        case .theme(let id):
            if let theme = state.themes[id]?.theme {
                ThemeView(model: self, theme: theme).draw(on: &canvas, in: rect)
            } else {
                canvas.put("This theme is gone. q goes back.", row: rect.row, column: 1)
            }
        case .alarm, .planned, .engine:
            canvas.put(title(of: object), row: rect.row, column: 1, style: configuration.palette[.heading])
        }
    }

    /// What an object is called where one line must do.
    func title(of object: ObjectID) -> String {
        switch object {
        case .room(let id): state.rooms[id]?.title ?? id.rawValue.scrubbed()
        case .session(let id): "session \(id.rawValue.scrubbed())"
        case .person(let id):
            state.people[id]?.participant.name ?? state.waiting[id]?.person.name ?? id.rawValue.scrubbed()
        case .recording(let id): "recording \(id.rawValue.scrubbed())"
        case .theme(let id): state.themes[id]?.theme.name ?? id.rawValue.scrubbed()
        case .delivery(let id): "callback #\(id)" + (delivery(id).map { " \($0.event)" } ?? "")
        case .event(let number): "event \(number)"
        case .alarm(let id): alarmLines[id].map { title(of: $0.alarm) } ?? id.scrubbed()
        case .planned(let number): plannedEntry(number)?.room ?? ""
        case .engine(let name): name.scrubbed(limit: 60)
        case .request: logEntry(object).map { "\($0.method) \($0.path)".scrubbed() } ?? object.text.scrubbed()
        }
    }

    private func drawBoard(on canvas: inout Canvas, _ layout: BoardLayout) {
        AlarmsView(model: self).draw(on: &canvas, in: layout.alarms)
        let rooms = ListView(self, .rooms)
        if layout.isFramed {
            rooms?.drawFramed(on: &canvas, in: layout.rooms)
        } else {
            rooms?.draw(on: &canvas, in: layout.rooms)
        }
        if !layout.details.isEmpty {
            let selected = lists[.rooms]?.rows.selected
            if let room = selected.flatMap({ room(of: $0) }) {
                RoomView(model: self, room: room).drawPane(on: &canvas, in: layout.details)
            } else {
                canvas.frame(layout.details, title: "no room", style: configuration.palette[.faint])
            }
        }
        if !layout.themes.isEmpty { ThemesPane(model: self).draw(on: &canvas, in: layout.themes) }
        PeoplePane(model: self).draw(on: &canvas, in: layout.people)
        for (list, rect) in [(Place.runSheet, layout.runSheet), (.recordings, layout.recordings)] {
            ListView(self, list)?.drawFramed(on: &canvas, in: rect)
        }
        EventsView(model: self).draw(on: &canvas, in: layout.events, isFramed: layout.isFramed)
    }

    private func drawOverlay(on canvas: inout Canvas, in rect: Rect) {
        switch overlay {
        case .copyMenu(let menu): CopyMenuView(model: self).draw(menu, on: &canvas, in: rect)
        case .menu(let menu): MenuView(model: self, menu: menu).draw(on: &canvas, in: rect)
        case .dialog(let dialog): DialogView(model: self, dialog: dialog).draw(on: &canvas, in: rect)
        case .text(let label, let text): CopyMenuView(model: self).draw(label: label, text: text, on: &canvas, in: rect)
        case .form(let form): FormView(model: self, form: form).draw(on: &canvas, in: rect)
        case .themeChoice(let choice): ThemeChoiceView(model: self, choice: choice).draw(on: &canvas, in: rect)
        case .preview(let preview): PagePreviewView(model: self, preview: preview).draw(on: &canvas, in: rect)
        case .qr(let picture): QRView(model: self, picture: picture).draw(on: &canvas, in: rect)
        case .help(let help): HelpView(model: self, help: help).draw(on: &canvas, in: rect)
        case nil: break
        }
    }

    /// All that fits where nothing fits.
    private func drawStatusLine(on canvas: inout Canvas) {
        let counts = alarmBoard.counts
        let critical = counts.critical
        let text =
            "!!\(critical) !\(counts.warning) \(state.liveRooms.count)/\(state.peopleInside) \(link.text)"
        canvas.put(text, row: 0, column: 0, style: configuration.palette[critical > 0 ? .critical : .text])
    }
}

extension Timestamp {
    /// The last full minute. Offsets of time zones are whole minutes.
    fileprivate var startOfMinute: Timestamp { Timestamp(milliseconds: milliseconds - (milliseconds % 60_000)) }
}
