import Meetings
import MeetingsStore
import TerminalUI

/// What the screens say of sound and picture.
enum MediaWords {
    /// The glyph of a media server's row.
    static func sign(_ engine: MediaEngineReport) -> ListCell {
        switch engine.state {
        case .ready: ListCell(engine.isDraining ? "○ " : "● ", engine.isDraining ? .idle : .live)
        case .starting: ListCell("! ", .warning)
        case .off: ListCell("○ ", .faint)
        case .failing, .down, .absent: ListCell("!!", .critical)
        }
    }

    /// Its state in a word.
    static func state(_ engine: MediaEngineReport) -> ListCell {
        switch engine.state {
        case .ready where engine.isDraining: ListCell(engine.sessions > 0 ? "draining" : "drained", .warning)
        case .ready: ListCell("ready", .live)
        case .starting: ListCell("starting", .warning)
        case .failing: ListCell("FAILING", .critical)
        case .down: ListCell("DOWN", .critical)
        case .off, .absent: ListCell(engine.state.rawValue, .faint)
        }
    }

    static func role(fill: Double) -> Role { fill >= 1 ? .critical : fill >= 0.8 ? .warning : .text }

    /// How much of the capacity is in use.
    static func bar(_ fill: Double, cells: Int) -> ListCell {
        let full = min(cells, Int((fill * Double(cells)).rounded(.up)))
        let text =
            String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        return ListCell(text, fill >= 0.8 ? role(fill: fill) : .live)
    }

    /// What a list without media servers says.
    static func none(_ model: Model) -> String {
        guard model.state.media.isServed != false else {
            return "This server tells nothing of media servers: its API has no /media."
        }
        switch model.state.media.report?.state {
        case nil: return "No answer from the server yet."
        case .off: return "Sound and picture are switched off on this server: media.enabled is off."
        default: return "There is no media server: people meet without sound and picture."
        }
    }

    /// What the header says: nothing where the server tells nothing, and always how sure that is.
    static func header(_ model: Model, columns: Int) -> (text: String, role: Role)? {
        let media = model.state.media
        guard let report = media.report, let at = media.at else { return nil }
        // What was true half a minute ago may not be any more.
        if model.freshnessTime - at > oldAfter { return ("media ?", .warning) }
        let ready = report.engines.filter { $0.state == .ready }
        switch report.state {
        case .off: return nil
        case .absent: return model.state.peopleInside > 0 ? ("NO MEDIA", .warning) : nil
        case .ready where ready.count < report.engines.count:
            return ("media \(ready.count)/\(report.engines.count)", .warning)
        case .ready:
            let open = ready.filter { !$0.isDraining }
            if open.isEmpty { return ("media draining", .warning) }
            let capacity = open.reduce(0) { $0 + $1.capacity }
            let fill = capacity > 0 ? Double(open.reduce(0) { $0 + $1.streams }) / Double(capacity) : 0
            if columns < 110, fill < 0.8 { return nil }
            return ("media \(Int((fill * 100).rounded()))%", fill >= 0.8 ? role(fill: fill) : .faint)
        case .starting: return ("media starting", .warning)
        case .failing: return ("MEDIA FAILING", .critical)
        case .down: return ("MEDIA DOWN", .critical)
        }
    }

    /// After this time what a poll told is no news any more.
    static let oldAfter = Duration.seconds(30)

    // MARK: People

    /// What a person has on, each at its place: microphone, camera, screen, hand; a talking microphone is `»`.
    static func signs(_ person: ParticipantMedia) -> String {
        [
            person.isTalking && person.hasMicrophone ? "»" : person.hasMicrophone ? "M" : "·",
            person.hasCamera ? "C" : "·", person.hasScreen ? "S" : "·", person.hasHandUp ? "H" : "·",
        ].joined()
    }

    /// How well a person's media gets through, in at most four letters.
    static func net(_ person: ParticipantMedia) -> (text: String, role: Role) {
        guard person.isConnected else { return ("none", .warning) }
        switch person.quality?.level {
        case .good: return ("good", .text)
        case .fair: return ("fair", .text)
        case .poor: return ("POOR", .warning)
        case nil: return ("–", .faint)
        }
    }

    /// The same in full, for one person's view.
    static func sentences(_ person: ParticipantMedia) -> (on: String, net: String, isPoor: Bool) {
        var on = [
            person.hasMicrophone ? person.isTalking ? "microphone (talking)" : "microphone" : nil,
            person.hasCamera ? "camera" : nil, person.hasScreen ? "screen" : nil, person.hasHandUp ? "hand up" : nil,
        ].compactMap { $0 }
        if on.isEmpty { on = ["nothing"] }
        guard person.isConnected else { return (on.joined(separator: ", "), "no media flows", true) }
        guard let quality = person.quality else { return (on.joined(separator: ", "), "media flows", false) }
        var parts = [quality.level.rawValue]
        if let time = quality.roundTrip { parts.append("\(time) ms there and back") }
        if let loss = quality.loss { parts.append("\(Int((loss * 100).rounded())) % lost") }
        return (on.joined(separator: ", "), parts.joined(separator: ", "), quality.level == .poor)
    }
}
