public import Meetings

/// Events out of a recorded file, taken in without making a string of anything.
extension EventLog {
    /// One line of a recorded file. Its texts are UTF-8 and only looked at during the call; an empty one is none.
    public struct Line {
        public var sequence: Int64
        public var at: Timestamp
        public var name: EventName
        public var isHost: Bool
        public var room: UnsafeRawBufferPointer
        public var session: UnsafeRawBufferPointer
        /// Not yet scrubbed.
        public var subject: UnsafeRawBufferPointer

        public init(
            sequence: Int64, at: Timestamp, name: EventName, isHost: Bool, room: UnsafeRawBufferPointer,
            session: UnsafeRawBufferPointer, subject: UnsafeRawBufferPointer
        ) {
            self.sequence = sequence
            self.at = at
            self.name = name
            self.isHost = isHost
            self.room = room
            self.session = session
            self.subject = subject
        }
    }

    /// Takes in one line. Answers false for a number that is there already, and for a subject that is not UTF-8.
    public mutating func append(_ line: Line) -> Bool {
        guard index(ofSequence: line.sequence) == nil, let subject = scrubbedSubject(line.subject) else { return false }
        var record = EventRecord()
        record.name = line.name.number
        record.room = ids.number(for: line.room)
        record.session = ids.number(for: line.session)
        record.subject = subject
        record.flags.insert(.hasTime)
        if line.isHost { record.flags.insert(.isHost) }
        insert(record, sequence: line.sequence, at: line.at.milliseconds)
        return true
    }

    /// Takes in one event as a recorded file tells it. Answers false for a number that is there already.
    public mutating func append(_ event: Event, room: RoomID?) -> Bool {
        append(event, room: room, origin: Origin(source: .stream, at: event.at ?? Timestamp(milliseconds: 0)))
    }

    /// Scrubbing twice changes nothing, so that a name that the pool holds already needs no second look.
    private mutating func scrubbedSubject(_ subject: UnsafeRawBufferPointer) -> UInt32? {
        if let number = names.known(subject) { return number }
        guard let text = String(validating: subject, as: UTF8.self) else { return nil }
        return names.number(for: text.scrubbed())
    }
}
