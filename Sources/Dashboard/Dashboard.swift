/// The operator's dashboard as a value: what it knows and shows, how keys and news change it, and what it asks for.
///
/// `Model.update(_:)` takes a `Message` and answers with `Effect`s; `Model.view(_:)` draws into a canvas. The module
/// never does IO, never reads a clock, never waits and never meets a terminal or a server: the executable carries the
/// effects out and brings their results back as messages. Only the executable imports it.
public enum Dashboard {
    /// How long after the last key the rows stay where they are.
    static let restAfterKey = Duration.seconds(2)
}
