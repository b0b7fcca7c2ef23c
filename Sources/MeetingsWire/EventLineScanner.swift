public import Meetings

/// What a list shows of one line of a recorded file, found without making a string of anything. Ranges are bytes of the
/// line; those of texts leave out the quotes.
public struct EventLine: Hashable, Sendable {
    public var sequence: Int64 = 0
    public var at = Timestamp(milliseconds: 0)
    public var name: EventName = .roomCreated
    /// True for the coming and going of a host.
    public var isHost = false
    /// Empty where the line names none.
    public var room = 0..<0
    public var session = 0..<0
    /// What the event is about: the text of a name or an id.
    public var subject = 0..<0
    /// The event as callbacks carry it.
    public var body = 0..<0
}

/// Reads lines of a recorded file for an index: one pass, no allocation, several hundred megabytes a second.
///
/// It takes in only what it is sure of. Whatever is unusual, an escape in a text that it needs, an unknown name, a value
/// of another type, is nil, and the caller reads that line with `EventEnvelopeJSON`, which says what is wrong with it.
public struct EventLineScanner: Sendable {
    private var day = Day(low: 0, high: 0)
    private var midnight: Int64 = 0

    /// A scanner; it remembers the last day, because most lines have the same.
    public init() {}

    /// What the line says; nil when it needs a slower reader. `bytes` has no line feed at its end.
    public mutating func scan(_ bytes: UnsafeRawBufferPointer) -> EventLine? {
        var (cursor, line) = (Cursor(bytes: bytes), EventLine())
        var seen = Seen()
        guard cursor.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = cursor.key() else { return nil }
            guard member(key, &cursor, &line, &seen) else { return nil }
        } while cursor.take(UInt8(ascii: ","))
        guard cursor.take(UInt8(ascii: "}")), cursor.isAtEnd, seen == .all else { return nil }
        return line.name.hasSubject == false || !line.subject.isEmpty ? line : nil
    }

    /// The ten bytes of a date.
    private struct Day: Equatable {
        var low: UInt64
        var high: UInt16
    }

    private struct Seen: OptionSet {
        let rawValue: UInt8
        static let sequence = Seen(rawValue: 1)
        static let at = Seen(rawValue: 2)
        static let name = Seen(rawValue: 4)
        static let body = Seen(rawValue: 8)
        static let all: Seen = [.sequence, .at, .name, .body]
    }

    private mutating func member(
        _ key: Range<Int>, _ cursor: inout Cursor, _ line: inout EventLine, _ seen: inout Seen
    ) -> Bool {
        if cursor.holds("sequence", at: key) {
            guard let number = cursor.wholeNumber() else { return false }
            line.sequence = number
            return seen.insert(.sequence).inserted
        }
        if cursor.holds("at", at: key) {
            guard let text = cursor.plainString(), let time = time(cursor.bytes, text) else { return false }
            line.at = time
            return seen.insert(.at).inserted
        }
        if cursor.holds("name", at: key) {
            guard let text = cursor.plainString(), let name = cursor.eventName(text) else { return false }
            line.name = name
            return seen.insert(.name).inserted
        }
        if cursor.holds("room_id", at: key) { return cursor.plainStringOrNull(&line.room) }
        if cursor.holds("session_id", at: key) { return cursor.plainStringOrNull(&line.session) }
        guard cursor.holds("body", at: key) else { return cursor.skipValue() }
        // The name decides which part of the body is shown; the server writes it first.
        guard seen.contains(.name), seen.insert(.body).inserted else { return false }
        let start = cursor.index
        guard body(&cursor, &line) else { return false }
        line.body = start..<cursor.index
        return true
    }

    /// The body's own fields, and those of the room or theme in it.
    private func body(_ cursor: inout Cursor, _ line: inout EventLine) -> Bool {
        guard cursor.take(UInt8(ascii: "{")) else { return false }
        let subject = line.name.subjectField
        repeat {
            guard let key = cursor.key() else { return false }
            if cursor.holds(subject, at: key) {
                if line.name == .recordingEnded {
                    guard cursor.number(&line.subject) else { return false }
                } else {
                    guard let text = cursor.plainString() else { return false }
                    line.subject = text
                }
            } else if line.name.isAboutObject, cursor.holds("room", at: key) || cursor.holds("theme", at: key) {
                guard body(&cursor, &line) else { return false }
            } else if cursor.holds("is_host", at: key), line.name.callbackKind == .sessions {
                guard let value = cursor.truth() else { return false }
                line.isHost = value
            } else {
                guard cursor.skipValue() else { return false }
            }
        } while cursor.take(UInt8(ascii: ","))
        return cursor.take(UInt8(ascii: "}"))
    }

    /// `2031-03-04T09:10:00.412Z`, the form that the server writes.
    private mutating func time(_ bytes: UnsafeRawBufferPointer, _ text: Range<Int>) -> Timestamp? {
        guard text.count == 24 else { return nil }
        let low = bytes.loadUnaligned(fromByteOffset: text.lowerBound, as: UInt64.self)
        let high = bytes.loadUnaligned(fromByteOffset: text.lowerBound + 8, as: UInt16.self)
        if day != Day(low: low, high: high) {
            let date = String(decoding: bytes[text.lowerBound..<(text.lowerBound + 10)], as: UTF8.self)
            guard let start = Timestamp(date + "T00:00:00.000Z") else { return nil }
            (day, midnight) = (Day(low: low, high: high), start.milliseconds)
        }
        var isSound = true
        func digits(_ offset: Int, _ count: Int) -> Int64 {
            var value: Int64 = 0
            for index in (text.lowerBound + offset)..<(text.lowerBound + offset + count) {
                let digit = bytes[index] &- UInt8(ascii: "0")
                if digit > 9 { isSound = false }
                value = value * 10 + Int64(digit)
            }
            return value
        }
        func stands(_ byte: UInt8, _ offset: Int) -> Bool { bytes[text.lowerBound + offset] == byte }
        let (hour, minute, second) = (digits(11, 2), digits(14, 2), digits(17, 2))
        let millisecond = digits(20, 3)
        guard isSound, hour < 24, minute < 60, second < 61, stands(UInt8(ascii: "T"), 10),
            stands(UInt8(ascii: ":"), 13), stands(UInt8(ascii: ":"), 16), stands(UInt8(ascii: "."), 19),
            stands(UInt8(ascii: "Z"), 23)
        else { return nil }
        return Timestamp(milliseconds: midnight + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }
}

extension EventName {
    /// The field of the body that tells what the event is about.
    fileprivate var subjectField: StaticString {
        switch self {
        case .roomCreated, .roomUpdated: "display_name"
        case .roomExpired: "room_type"
        case .roomDeleted: "room_id"
        case .themeCreated, .themeUpdated: "theme_name"
        case .themeDeleted: "theme_id"
        case .sessionStarted, .sessionEnded, .sessionLocked, .sessionUnlocked: "session_id"
        case .waitingJoined, .waitingLeft, .participantJoined, .participantLeft: "name"
        case .recordingStarted, .recordingUploaded, .recordingFailed: "recording_id"
        case .recordingEnded: "duration"
        case .alarmAcknowledged, .alarmSnoozed, .alarmReopened: "rule"
        case .noteAdded: "text"
        }
    }

    /// True where the body carries a whole room or theme.
    fileprivate var isAboutObject: Bool {
        switch self {
        case .roomCreated, .roomUpdated, .themeCreated, .themeUpdated: true
        default: false
        }
    }

    /// False for what may have an empty name.
    fileprivate var hasSubject: Bool {
        switch self {
        case .waitingJoined, .waitingLeft, .participantJoined, .participantLeft, .themeCreated, .themeUpdated: false
        default: true
        }
    }
}
