import Meetings
import MeetingsStore
import TerminalUI

/// Which rows a filter lets through.
extension Model {
    /// Takes what was typed as the filter of a list; what is wrong in it is left out. A cursor whose row the words took
    /// away goes to the best of what is left.
    mutating func filter(_ place: Place, by text: String) {
        let before = lists[place]?.rows.selected
        lists[place, default: ListState()].filter = text.allSatisfy(\.isWhitespace) ? "" : text
        arrange(place)
        if lists[place]?.rows.selected != before, let first = lists[place]?.rows.ids.first {
            lists[place]?.rows.select(first)
        }
    }

    /// Filters by a line that is still being typed. A last word that no row has, but with which a field begins, is on
    /// its way to be that field: the rows wait for it.
    mutating func filterLive(_ place: Place, by input: TextInput, _ next: FilterCompletion) {
        filter(place, by: input.text)
        guard ListKind.all[place] != nil, lists[place]?.rows.isEmpty == true else { return }
        guard next.range.upperBound == input.text.count, next.candidates.contains(where: { $0.text.hasSuffix(":") })
        else { return }
        filter(place, by: String(input.text.prefix(next.range.lowerBound)))
    }

    /// Filters by a whole line if all of it is understood; else says what is not and leaves the rows. False then.
    mutating func filterStrictly(_ place: Place, by text: String) -> Bool {
        if let problem = parsed(text, for: place).problems.first {
            say(problem.sentence, isError: true)
            return false
        }
        filter(place, by: text)
        return true
    }

    /// A filter's text understood for the rows of a view; clock times in it are the operator's own.
    func parsed(_ text: String, for place: Place) -> Filter {
        Filter(text, kind: place.filterKind, utcOffset: utcOffset)
    }

    /// The objects that pass the list's filter. Counts all of them and those of the saved filters, too.
    func passing(_ all: [ObjectID], of kind: ListKind, _ list: inout ListState) -> [ObjectID] {
        list.total = all.count
        let saved = savedFilters(of: kind.place).map { parsed($0.text, for: kind.place) }
        list.counts = Array(repeating: 0, count: saved.count)
        let filter = parsed(list.filter, for: kind.place)
        if filter.isEmpty && saved.isEmpty { return all }
        let subjects = Subjects(self, kind, marks: list.marks)
        return all.filter { object in
            guard let subject = subjects[object] else { return false }
            for (index, filter) in saved.enumerated() where filter.matches(subject, now: now) {
                list.counts[index] += 1
            }
            return filter.isEmpty || filter.matches(subject, now: now)
        }
    }

    /// Rows as filters see them. What they are looked up in is taken once for all of them.
    private struct Subjects {
        let model: Model
        let kind: ListKind
        let surroundings: Surroundings
        let marks: Set<ObjectID>

        init(_ model: Model, _ kind: ListKind, marks: Set<ObjectID>) {
            self.model = model
            self.kind = kind
            self.marks = marks
            surroundings = Surroundings(model.state)
        }

        subscript(object: ObjectID) -> (any FilterSubject)? {
            if let subject = kind.subject { return subject(model, object) }
            let (state, now, isMarked) = (model.state, model.now, marks.contains(object))
            switch object {
            case .room(let id):
                return state.rooms[id].map { room in
                    let alarms = model.worstAlarm[id] == nil ? [] : model.alarms.filter { $0.room == id }
                    return RoomSubject(room, in: surroundings, now: now, alarms: alarms, isMarked: isMarked)
                }
            case .session(let id):
                return state.sessions[id].map { SessionSubject($0, in: surroundings, now: now, isMarked: isMarked) }
            case .person(let id):
                return state.people[id].map { PersonSubject($0, in: surroundings, now: now, isMarked: isMarked) }
                    ?? state.waiting[id].map { PersonSubject($0, in: surroundings, now: now, isMarked: isMarked) }
            case .recording(let id):
                return state.recordings[id].map {
                    RecordingSubject($0.recording, in: surroundings, now: now, isMarked: isMarked)
                }
            case .theme(let id):
                return state.themes[id].map {
                    ThemeSubject($0.theme, uses: model.uses(of: id), isMarked: isMarked)
                }
            case .request:
                return model.logEntry(object).map { RequestSubject(entry: $0, isMarked: isMarked) }
            case .alarm(let id):
                return model.alarmLines[id].map {
                    AlarmSubject($0.alarm, in: surroundings, now: now, isMarked: isMarked)
                }
            case .delivery(let id):
                return model.delivery(id).map { delivery in
                    let room = delivery.roomID.flatMap { state.rooms[$0]?.room?.displayName }
                    return DeliverySubject(delivery, roomName: room, now: now, isMarked: isMarked)
                }
            case .engine: return model.engine(object).map { EngineSubject($0, isMarked: isMarked) }
            case .event, .planned:
                return WordSubject(words: kind.words(model, object), isMarked: isMarked)
            }
        }
    }
}

/// A row of which a filter knows the words only.
private struct WordSubject: FilterSubject {
    let words: [String]
    let isMarked: Bool

    func values(of field: String) -> [FilterValue] { [] }
    func has(_ flag: String) -> Bool { flag == "marked" && isMarked }
}

/// A request of the API log as a filter sees it.
private struct RequestSubject: FilterSubject {
    let entry: APILogEntry
    let isMarked: Bool

    var words: [String] { [entry.method, entry.path, entry.status.map(String.init) ?? "", entry.failure ?? ""] }

    func values(of field: String) -> [FilterValue] {
        switch field {
        case "method": [.text(entry.method)]
        case "path": [.text(entry.path)]
        case "code": entry.status.map { [.number(Double($0))] } ?? []
        case "took": [.span(entry.took)]
        case "at": [.time(entry.at)]
        case "error": entry.failure.map { [.text($0)] } ?? []
        default: []
        }
    }

    func has(_ flag: String) -> Bool { flag == "failed" ? entry.failure != nil : flag == "marked" && isMarked }
}

extension Place {
    /// The vocabulary of its filter.
    var filterKind: FilterKind {
        switch self {
        case .board, .rooms: .rooms
        case .sessions: .sessions
        case .events: .events
        case .recordings: .recordings
        case .themes: .themes
        case .deliveries: .deliveries
        case .runSheet: .plans
        case .log: .requests
        case .alarms: .alarms
        case .media: .engines
        }
    }
}
