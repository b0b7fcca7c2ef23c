/// A choice among the actions of one context, each with a key of its own.
struct Menu: Equatable, Sendable {
    let context: Context
    let title: String
    /// What is said above the choices.
    var note = ""
}
