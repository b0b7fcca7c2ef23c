/// Why no film was made of a recording.
public struct CompositionFailure: Error, Hashable, Sendable {
    /// What happened and what it means, for the operator.
    public var sentence: String
    /// Whether trying again cannot help.
    public var isFinal: Bool

    public init(_ sentence: String, isFinal: Bool = false) {
        self.sentence = sentence
        self.isFinal = isFinal
    }
}

/// A film that was looked at and found good.
public struct ComposedFilm: Hashable, Sendable {
    /// Its size.
    public var bytes: Int64
    /// Its length, in milliseconds.
    public var milliseconds: Int64
}
