import Meetings
import MeetingsStore

/// What the screens say of an alarm beyond what its rule saw.
enum AlarmWords {
    /// What helps.
    static func advice(_ rule: AlarmRule) -> String {
        switch rule {
        case .recordingMissing: "tell the host to record"
        case .crowdLimit: "open a second room"
        case .notReady: "open the room and complete it"
        case .instantRoomEmpty: "make another room, or let it go"
        case .mediaDown: "look at the media servers and the server's log"
        case .mediaRestarts: "look at the server's log; drain it"
        case .mediaFull: "start another media server"
        case .poorQuality: "ask people to turn cameras off"
        default:
            switch rule.help {
            case .copyHostLink: "give a backup host the host link"
            case .showWaiting: "let in who waits"
            case .extend: "extend by 30 min"
            case .open: "open the room"
            case .recheck: "ask the server again"
            case .deliveries: "look at its callbacks"
            case .timeline: "look at the timeline"
            case .media: "look at the media servers"
            }
        }
    }

    /// What the key that helps does.
    static func help(_ help: AlarmHelp) -> String {
        switch help {
        case .copyHostLink: "copies the host link"
        case .showWaiting: "shows who waits"
        case .extend: "extends by 30 min"
        case .open: "opens the room"
        case .recheck: "asks the server again"
        case .deliveries: "shows the callbacks"
        case .timeline: "shows the timeline"
        case .media: "shows the media servers"
        }
    }

    /// `open`, `ack dana 10:35 “s3 slow” until 11:05`.
    static func state(_ alarm: Alarm, in model: Model) -> String {
        guard let decision = alarm.decision else { return "open" }
        let until = " until \(decision.until.civil(utcOffset: model.utcOffset).minuteText)"
        let name = decision.operatorName.isEmpty ? "" : " " + decision.operatorName.scrubbed()
        let note = decision.note.isEmpty ? "" : " “\(decision.note.scrubbed(limit: 200))”"
        return (decision.state == .snoozed ? "snoozed" : "ack") + name + note + until
    }
}
