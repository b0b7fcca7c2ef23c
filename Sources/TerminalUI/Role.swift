/// What a piece of the screen means. Views name roles; a palette says how a terminal shows them.
///
/// A role never carries its meaning by colour alone: the view writes a word or a sign too.
public enum Role: Hashable, Sendable, CaseIterable {
    /// Ordinary text.
    case text
    /// Units, ages, hints.
    case faint
    /// Titles and column heads.
    case heading
    /// The row under the cursor. Laid over the row.
    case cursor
    /// A row marked by the person.
    case marked
    /// An alarm that needs a person now.
    case critical
    /// An alarm that may wait.
    case warning
    /// A room with people in it.
    case live
    /// A room without.
    case idle
    /// A room that is over.
    case expired
    /// Something is being recorded.
    case recording
    /// A host.
    case host
    /// Part of a link that gives power over a room.
    case secret
    /// A number that is no longer fresh.
    case stale
    /// The feed works.
    case linkOK
    /// The feed does not.
    case linkDown
    /// The name of an environment that matters.
    case badgeProd
    /// The name of any other environment.
    case badge
    /// Something failed.
    case error
    /// The first series of a chart.
    case chart1
    /// The second series of a chart.
    case chart2
}
