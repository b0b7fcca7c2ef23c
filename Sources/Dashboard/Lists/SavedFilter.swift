/// A filter with a name, for one view.
public struct SavedFilter: Hashable, Sendable {
    /// What the view is called, as in `rooms`.
    public var view: String
    /// What its tab says.
    public var name: String
    /// The filter as typed.
    public var text: String

    /// A filter with these parts.
    public init(view: String, name: String, text: String) {
        self.view = view
        self.name = name
        self.text = text
    }
}
