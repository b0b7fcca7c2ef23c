import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsStore
import MeetingsWire

/// `greenroom alarms replay FILE`: needs no server.
struct AlarmsReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play recorded events to the alarm rules, and print what they do.",
        discussion: """
            The file holds one event a line, as `greenroom events --json` prints them. Times are UTC. With --json each \
            step is one line: {"at":…,"step":…,"rule":…,"object":…,"level":…,"since":…,"saw":…}.
            """)

    @Argument(help: ArgumentHelp("A file of recorded events; - is standard input.", valueName: "file")) var file: String
    @Flag(help: "Print one JSON object a line.") var json = false
    @Option(help: ArgumentHelp("Go on for this long after the last event.", valueName: "seconds")) var beyond = 60
    @Option(help: ArgumentHelp("A run sheet (PLAN,ROOM,HOST,REC,NOTE), its times in UTC.", valueName: "file"))
    var runSheet: String?

    func validate() throws {
        guard (0...86_400).contains(beyond) else { throw ValidationError("--beyond must be from 0 to 86400.") }
    }

    func run() throws {
        let events = try Self.events(in: file)
        guard let start = events.first?.at else { throw CommandFailure("There is no event in \(file.scrubbed()).") }
        var replay = AlarmReplay(runSheet: try sheet(at: start))
        for event in events {
            for step in replay.play(event) where !write(step, replay.state) { return }
        }
        guard let end = replay.now else { return }
        for step in replay.advance(to: end + .seconds(beyond)) where !write(step, replay.state) { return }
    }

    private func sheet(at start: Timestamp) throws(CommandFailure) -> RunSheet? {
        guard let runSheet else { return nil }
        let text = String(decoding: try Self.bytes(of: runSheet), as: UTF8.self)
        let sheet = RunSheet(csv: text, now: start, utcOffset: 0)
        if let problem = sheet.problems.first {
            throw CommandFailure("\(runSheet.scrubbed()), line \(problem.line): \(problem.sentence)", .refused)
        }
        return sheet
    }

    private static func bytes(of file: String) throws(CommandFailure) -> Data {
        let found = file == "-" ? Data(StandardInput.all()) : FileManager.default.contents(atPath: file)
        guard let found else { throw CommandFailure("\(file.scrubbed()) cannot be read.") }
        return found
    }

    /// The events in the order of their times. An event of a kind that is not known here is left out.
    private static func events(in file: String) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for (index, line) in try bytes(of: file).split(separator: 0x0A).enumerated() {
            do {
                events.append(try EventEnvelopeJSON.read(Array(line)).event())
            } catch let error where error.code == .unknownEvent {
                continue
            } catch {
                throw CommandFailure("\(file.scrubbed()), line \(index + 1): \(error.message)", .refused)
            }
        }
        return events
    }

    /// False when nobody reads any more.
    private func write(_ step: AlarmTransition, _ state: State) -> Bool {
        let alarm = step.alarm
        guard !json else { return StandardStream.output.write(AlarmStepJSON.line(step)) }
        let name = alarm.room.map { state.rooms[$0]?.room?.displayName ?? $0.rawValue.scrubbed() } ?? alarm.key.object
        let words = [
            step.at.secondText, padded(step.kind.rawValue, 9), padded(alarm.level.rawValue, 8),
            padded(alarm.rule.rawValue, 17), name, alarm.saw,
        ]
        return StandardStream.output.write(words.joined(separator: "  ") + "\n")
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

/// One step of an alarm as one line of JSON.
enum AlarmStepJSON {
    static func line(_ step: AlarmTransition, room name: String? = nil) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("at", step.at)
                writer.field("step", step.kind.rawValue)
                writer.field("rule", step.alarm.rule.rawValue)
                writer.field("object", step.alarm.key.object)
                writer.field("room_id", step.alarm.room?.rawValue)
                if let name { writer.field("room", name) }
                writer.field("level", step.alarm.level.rawValue)
                writer.field("since", step.alarm.since)
                writer.field("saw", step.alarm.saw)
            }
        } + [0x0A]
    }
}
