import Meetings
import MeetingsStore
import TerminalUI

/// What the room view and the details pane say of a room, line by line.
struct RoomFacts {
    let model: Model
    let room: KnownRoom
    /// How many columns a text has in a narrow pane: links lose their start, and the host link is only hinted at.
    var columns: Int?
    private var isShort: Bool { columns != nil }

    struct Line {
        var label: String
        var text: String
        var role = Role.text
        /// A colour shown before the text.
        var color: String?
    }

    var lines: [Line] {
        guard let fields = room.room else {
            return [
                Line(label: "Room id", text: room.id.rawValue.scrubbed()),
                Line(label: "Known", text: "from its events only, until a listing names it", role: .faint),
            ]
        }
        return [
            Line(label: "Code", text: Self.grouped(fields.meetingCode)), themeLine(fields),
            guestLine(fields), hostLine(fields),
            Line(label: "Closes", text: closes(fields)),
            isShort ? nil : Line(label: "Type", text: fields.type.rawValue), Line(label: "Join", text: join(fields)),
            recordingLine(fields), sessionLine,
        ].compactMap(\.self)
    }

    /// Digits in threes, as they are read aloud.
    static func grouped(_ code: String) -> String {
        guard code.count > 4, code.allSatisfy({ $0.isASCII && $0.isNumber }) else { return code }
        let digits = Array(code)
        return stride(from: 0, to: digits.count, by: 3).map { String(digits[$0..<min($0 + 3, digits.count)]) }
            .joined(separator: " ")
    }

    /// The link with what gives power over the room hidden.
    static func masked(_ link: String) -> String {
        if let query = link.firstIndex(of: "?"), let value = link[query...].firstIndex(of: "=") {
            return link[...value] + "••••"
        }
        guard let slash = link.lastIndex(of: "/") else { return "••••" }
        return link[...slash] + "••••"
    }

    /// What is wrong with the room; nil when nothing is.
    var alarmLine: Line? {
        guard let index = model.worstAlarm[room.id], model.alarms.indices.contains(index) else { return nil }
        let alarm = model.alarms[index]
        let others = model.alarms.count { $0.room == room.id } - 1
        let more = others > 0 ? "  +\(others) more" : ""
        return Line(
            label: "Alarm", text: (isShort ? alarm.rule.title : alarm.saw) + more,
            role: alarm.level == .critical ? .critical : .warning)
    }

    private func themeLine(_ fields: Room) -> Line? {
        guard let id = fields.themeID else { return Line(label: "Theme", text: "none", role: .faint) }
        guard let theme = model.state.themes[id]?.theme else {
            return Line(label: "Theme", text: id.rawValue.scrubbed())
        }
        return Line(label: "Theme", text: "\(theme.name)  \(theme.mainColor)", color: theme.mainColor)
    }

    private func guestLine(_ fields: Room) -> Line {
        guard let link = fields.links.guest else {
            return Line(label: "Guest URL", text: "not known yet", role: .faint)
        }
        return Line(label: "Guest URL", text: columns.map { link.tail($0) } ?? link)
    }

    private func hostLine(_ fields: Room) -> Line {
        guard let link = fields.links.host else { return Line(label: "Host URL", text: "not known yet", role: .faint) }
        if model.showsHostLink, model.mayWrite, model.openObject == .room(room.id) {
            return Line(label: "Host URL", text: link, role: .secret)
        }
        if isShort {
            let hint = model.mayWrite ? "y h copies" : "W unlocks"
            return Line(label: "Host URL", text: "••••••••  \(hint)", role: .secret)
        }
        let hint = model.openObject == .room(room.id) ? (model.mayWrite ? "v shows  " : "W unlocks  ") : ""
        return Line(label: "Host URL", text: hint + Self.masked(link), role: .secret)
    }

    private func closes(_ fields: Room) -> String {
        if room.isClosed { return "closed" }
        guard let closing = room.closing else { return "10 minutes after the last person left" }
        let time = TimeText.day(closing.at, now: model.now, utcOffset: model.utcOffset)
        let left = max(.zero, closing.at - model.now)
        let text = "\(time) (in \(TimeText.rough(left)))"
        guard !isShort, let words = Self.words(closing.reason) else { return text }
        return "\(text) · \(words)"
    }

    /// Why a room closes, where that is not simply the time that it was given.
    private static func words(_ reason: RoomClosing.Reason) -> String? {
        switch reason {
        case .neverUsed: "nobody entered yet"
        case .idle: "empty"
        case .afterUse: "empty, closes after use"
        case .expired: nil
        }
    }

    private func join(_ fields: Room) -> String {
        if isShort { return fields.joinApprovalLevel.rawValue }
        var parts = [fields.joinApprovalLevel.rawValue]
        if fields.initialMicrophone != .default { parts.append("mic \(fields.initialMicrophone.rawValue)") }
        if fields.language != .default { parts.append(fields.language.rawValue) }
        return parts.joined(separator: " · ")
    }

    private func recordingLine(_ fields: Room) -> Line {
        if room.recordings > 0 { return Line(label: "Recording", text: "REC running", role: .recording) }
        return Line(label: "Recording", text: fields.recordingOptions.autoRecord ? "auto_record, not running" : "off")
    }

    private var sessionLine: Line? {
        guard let session = room.liveSessions.min(), let known = model.state.sessions[session] else { return nil }
        let started = known.startedAt.map { "since \(TimeText.clock($0, utcOffset: model.utcOffset)) · " } ?? ""
        return Line(label: "Session", text: started + TextWidth.fit(session.rawValue.scrubbed(), to: 20))
    }

    /// `1 host · 4 guests`.
    var headCount: String {
        let hosts = room.hosts == 1 ? "1 host" : "\(room.hosts) hosts"
        let guests = room.guests == 1 ? "1 guest" : "\(room.guests) guests"
        return "\(hosts) · \(guests)"
    }

    /// Where the people's list comes from, and how old its last news is; empty while a stream keeps it as it is.
    var peopleSource: String {
        let now = model.freshnessTime
        if LinkText.hears(.stream, in: model.state, now: now, configuration: model.configuration) { return "" }
        guard let session = room.liveSessions.min(), let known = model.state.sessions[session] else { return "" }
        let source =
            switch known.origin.source {
            case .poll: "listing"
            case .callbacks: "callbacks"
            case .stream: "stream"
            }
        return "from \(source), \(TimeText.rough(max(.zero, model.now - known.origin.at))) old"
    }
}

extension String {
    /// The text, or `…` and as much of its end as `columns` have room for: the end tells links apart.
    func tail(_ columns: Int) -> String {
        count > columns ? TerminalUI.ellipsis + suffix(max(0, columns - 1)) : self
    }
}
