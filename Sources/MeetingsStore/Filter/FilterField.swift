public import Meetings

/// A field that a kind of row can be filtered by.
public struct FilterField: Hashable, Sendable {
    /// What is typed before the colon.
    public let name: String
    /// What may be typed after it.
    public let kind: Kind
    /// What it is, in a few words.
    public let title: String

    /// What the values of a field are.
    public enum Kind: Hashable, Sendable {
        case text, number, time, span
        /// One of a few words.
        case choice([String])
    }

    init(_ name: String, _ kind: Kind, _ title: String) {
        self.name = name
        self.kind = kind
        self.title = title
    }
}

/// Something that is so of a row or is not: what stands after `is:`.
public struct FilterFlag: Hashable, Sendable {
    /// What is typed.
    public let name: String
    /// What it says, in a few words.
    public let title: String

    init(_ name: String, _ title: String) {
        self.name = name
        self.title = title
    }
}

/// One value of a field.
public enum FilterValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case time(Timestamp)
    case span(Duration)
}

/// Something that a filter can be asked about: one row of a list.
public protocol FilterSubject {
    /// The texts that plain words are looked for in.
    var words: [String] { get }
    /// The values of a field of its kind; none where it has none.
    func values(of field: String) -> [FilterValue]
    /// Whether a flag of its kind holds.
    func has(_ flag: String) -> Bool
}
