import Meetings
import MeetingsStore
import TerminalUI

/// The rooms: most urgent first.
extension ListKind {
    static let rooms = ListKind(
        place: .rooms, nouns: ("room", "rooms"), columns: roomColumns,
        objects: { model in model.state.rooms.values.filter(\.isShown).map { .room($0.id) } },
        words: { model, object in
            guard let known = model.room(of: object) else { return [] }
            let theme = known.room?.themeID.flatMap { model.state.themes[$0]?.theme.name }
            return [
                known.title, known.id.rawValue, known.room?.meetingCode ?? "", known.room?.type.rawValue ?? "",
                theme ?? "",
            ]
        },
        order: { model, object in
            guard let room = model.room(of: object) else { return [] }
            return [
                .count(model.severity(of: room).rawValue), .count(model.worstAlarm[room.id]), .name(room.title),
            ]
        },
        orderName: "severity",
        empty: { model in
            if model.state.roomsListedAt == nil { return "No answer from the server yet." }
            return model.mayWrite ? "No rooms yet. n makes one." : "No rooms yet."
        })

    /// The most columns that a table of rooms has a use for.
    static let mostRoomColumns = 119

    private static let roomColumns: [ListColumn] = [
        column("sign", "ST", .cells(0)) { model, room, _ in
            let severity = model.severity(of: room)
            if severity > .warning, !room.waiting.isEmpty { return ListCell("?", .warning) }
            let (sign, role) = RoomRow.sign(of: severity)
            return ListCell(sign, role)
        },
        column("name", "ROOM", .share(most: 40, from: 0), letter: "n", value: { .name($0.title) }) { _, room, _ in
            ListCell(room.title, room.isClosed ? .expired : .text)
        },
        column(
            "hosts", "HOST", .fixed { $0 < 60 ? 2 : 4 }, short: "H", letter: "h", isNumber: true,
            value: { .count($0.hosts) }
        ) { _, room, _ in ListCell(String(room.hosts), room.hosts == 0 ? .faint : .host) },
        column("guests", "GST", .cells(4), letter: "g", isNumber: true, value: { .count($0.guests) }) { _, room, _ in
            ListCell(String(room.guests), room.guests == 0 ? .faint : .text)
        },
        column(
            "peak", "PEAK", .cells(4, from: 100), letter: "p", isNumber: true,
            value: { .count($0.peak > 0 ? Int($0.peak) : nil) }
        ) { _, room, _ in ListCell(room.peak > 0 ? String(room.peak) : "", .faint) },
        column("people", "LAST 15m", .cells(12, from: 74)) { model, room, _ in
            // Who waits at the door is more urgent than who came.
            if !room.waiting.isEmpty { return ListCell("? \(room.waiting.count) waiting", .warning) }
            return .picture(RoomRow.chart(room.history.samples(now: model.now)), .chart1)
        },
        column("recording", "REC", .fixed { recordingWidth($0) }) { model, room, columns in
            RecordingWords.room(room, in: model, columns: recordingWidth(columns))
        },
        ListColumn(
            id: "since", title: "SINCE", letter: "a", width: .cells(8, from: 56), isNumber: true,
            cell: { model, _, room, _ in
                let start = room.flatMap { model.liveSince($0) }
                return ListCell(start.map { TimeText.elapsed(model.now - $0) } ?? "", .faint)
            },
            value: { model, object in
                .count(
                    model.room(of: object).flatMap { model.liveSince($0) }.map {
                        Int((model.now - $0).wholeMilliseconds)
                    })
            }),
        column("closes", "CLOSES", .fixed { closesWidth($0) }, letter: "c", value: { .time($0.closing?.at) }) {
            model, room, columns in
            ListCell(RoomRow.closes(room, in: model, columns: closesWidth(columns)))
        },
        column("theme", "THEME", .cells(16, from: 100)) { model, room, _ in
            let theme = room.room?.themeID
            return ListCell(theme.map { model.state.themes[$0]?.theme.name ?? $0.rawValue.scrubbed() } ?? "", .faint)
        },
    ]

    private static func recordingWidth(_ width: Int) -> Int { width >= 76 ? 7 : width >= 34 ? 5 : 0 }
    private static func closesWidth(_ width: Int) -> Int { width >= 110 ? 16 : width >= 60 ? 12 : 0 }

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, short: String? = nil, letter: Character? = nil,
        isNumber: Bool = false,
        value: @escaping @Sendable (KnownRoom) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, KnownRoom, Int) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, shortTitle: short, letter: letter, width: width, isNumber: isNumber,
            cell: { model, _, room, columns in
                guard let room else { return ListCell("") }
                return cell(model, room, columns)
            },
            value: { model, object in model.room(of: object).map(value) ?? .none })
    }
}
