/// What an import does with one resource that was saved elsewhere.
public enum ImportDecision<Made: Hashable & Sendable>: Hashable, Sendable {
    /// It is new here: make this.
    case create(Made)
    /// It is here already, and the same.
    case unchanged
    /// It cannot be taken over, for a reason in one sentence.
    case conflict(String)
}

/// What is known here under the id of a resource that is to be imported.
public enum ImportStanding<Resource: Hashable & Sendable>: Hashable, Sendable {
    case nothing
    case own(Resource)
    /// Another application's: its content must not be told.
    case foreign
}

/// What came of an import, by kind of resource. Ids are as they were given.
public struct ImportOutcome: Hashable, Sendable {
    public var created: [String] = []
    public var unchanged: [String] = []
    public var conflicts: [Conflict] = []

    /// One resource that was passed over.
    public struct Conflict: Hashable, Sendable {
        public var id: String
        /// One sentence.
        public var reason: String

        public init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }
    }

    public init() {}
}

/// The ids that an import may bring: they stand in URLs.
enum ImportedID {
    static func check(_ id: String) throws(Problem) {
        let isPlain = id.utf8.allSatisfy { byte in
            Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard (1...64).contains(id.utf8.count), isPlain, id.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw Problem(.invalidInput, "\"id\" must be 1 to 64 letters, digits or -")
        }
    }
}
