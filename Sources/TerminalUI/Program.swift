/// What the event loop runs: a value that inputs and messages change, and a picture of it.
public protocol Program {
    /// What tasks outside post to the program.
    associatedtype Message: Sendable

    /// Takes an input; `false` ends the program.
    mutating func handle(_ input: Input) -> Bool
    /// Takes a message from a task; `false` ends the program.
    mutating func update(_ message: Message) -> Bool
    /// Takes all messages that came since the last frame, in their order; `false` ends the program. A program that can
    /// take many for less than one after the other does so here.
    mutating func update(all messages: [Message]) -> Bool
    /// The picture of this value. An equal picture is not drawn again, so it is called freely.
    func view(_ size: Size) -> Canvas
    /// Milliseconds until the program wants `tick()`, or nil for never: then nothing wakes it while nothing happens.
    ///
    /// Asked after each thing that happened. The earliest wish counts until that tick has come, so a constant 1000
    /// gives one tick a second under any load.
    var nextTick: Int? { get }
    /// Time has passed. The picture is drawn again if it differs.
    mutating func tick()
}

extension Program {
    /// One after the other.
    public mutating func update(all messages: [Message]) -> Bool {
        for message in messages where !update(message) { return false }
        return true
    }
    /// Never.
    public var nextTick: Int? { nil }
    /// Nothing changes.
    public mutating func tick() {}
}
