import Dashboard
import Meetings
import MeetingsStore
import MeetingsWire

/// What runs beside a dashboard that shows a file of recorded events.
actor RecordedServices {
    private let file: RecordedFile
    private let post: @Sendable (Message) -> Void
    private var index: RecordedIndex?
    private var traveller: TimeTraveller?
    private var isPutTogether = false

    /// From so many events on, rooms are put together when somebody looks at them: it takes time and memory.
    private static let many = 50_000

    init(file: RecordedFile, post: @escaping @Sendable (Message) -> Void) {
        self.file = file
        self.post = post
    }

    /// Shows the end of the file at once, then all of it, and of a file that is not long what it all comes to.
    func run() async {
        do {
            post(.recorded(RecordedNews(events: try file.tail())))
            let index = try file.index()
            self.index = index
            let traveller = TimeTraveller(archive: RecordedArchive(file: file, index: index))
            self.traveller = traveller
            post(.recorded(RecordedNews(events: index.log, notice: index.summary)))
            if index.log.count < Self.many { await putTogether() }
        } catch {
            post(.notice(CommandFailure(error).message))
        }
    }

    /// Shows what all events come to: rooms, sessions, people.
    func putTogether() async {
        guard let index, let traveller, !isPutTogether else { return }
        isPutTogether = true
        do {
            let end = try await traveller.travel(to: .sequence(.max)) { [post] count in
                post(.notice("putting the rooms together: \(count) of \(index.log.count) events"))
            }
            post(
                .recorded(
                    RecordedNews(
                        end: Travel(sequence: end.sequence, at: end.at, state: end.state), notice: index.summary)))
        } catch {
            post(.notice(CommandFailure(error).message))
        }
    }

    /// Finds something out, and posts it.
    func ask(_ query: Query, _ id: RequestID) async {
        do {
            post(.answered(try await answer(query), id))
        } catch {
            post(.failed(CommandFailure(error).message, id))
        }
    }

    private func answer(_ query: Query) async throws -> Answer {
        guard let index, let traveller else { throw CommandFailure("The file is still being read.") }
        let archive = RecordedArchive(file: file, index: index)
        switch query {
        case .event(let number):
            guard let event = try await archive.events(after: number - 1, limit: 1).first, event.sequence == number
            else { throw CommandFailure("There is no event \(number) in the file.") }
            return .event(EventDetail(sequence: number, lines: JSONLines.text(event.body), callbacks: []))
        case .travel(let moment): return .travel(Travel(try await traveller.travel(to: moment)))
        case .export(let export): return .exported(try await ExportWork(export: export, archive: archive).write())
        default: throw CommandFailure("A recorded file does not tell that.")
        }
    }
}

extension RecordedIndex {
    /// What a person wants to know of the file, in one line.
    var summary: String {
        var text = counted(log.count, "event", "events")
        if repetitions > 0 { text += ", \(counted(repetitions, "repetition", "repetitions"))" }
        guard let first = faults.first else { return text }
        let sentence = first.sentence.replacing("The body", with: "it")
        return text + ", \(counted(faultCount, "bad line", "bad lines")); line \(first.line): \(sentence)"
    }
}

extension Travel {
    /// What a checkpoint of a timeline holds.
    init(_ checkpoint: Timeline.Checkpoint) {
        self.init(sequence: checkpoint.sequence, at: checkpoint.at, state: checkpoint.state)
    }
}
