/// What a receiver finds when it checks the signatures of one callback, check by check.
public struct CallbackReport: Hashable, Sendable {
    /// How one check went.
    public enum Verdict: String, Hashable, Sendable {
        case good, bad
        /// It could not be made, or says nothing by itself.
        case open
    }

    /// One check.
    public struct Check: Hashable, Sendable {
        /// What was looked at, such as `payload_hash`.
        public var subject: String
        /// How it went.
        public var verdict: Verdict
        /// What was found, for a person. Never holds a secret.
        public var sentence: String

        /// A check with these parts.
        public init(_ subject: String, _ verdict: Verdict, _ sentence: String) {
            self.subject = subject
            self.verdict = verdict
            self.sentence = sentence
        }
    }

    /// The checks in the order in which a receiver makes them.
    public var checks: [Check]
    /// True when a receiver with the same secrets takes the callback.
    public var isBelieved: Bool

    /// A report with these parts.
    public init(checks: [Check], isBelieved: Bool) {
        self.checks = checks
        self.isBelieved = isBelieved
    }

    /// In one line: that it is believed, or the first thing that is wrong.
    public var summary: String {
        if let bad = checks.first(where: { $0.verdict == .bad }) { return "\(bad.subject): \(bad.sentence)" }
        return isBelieved ? "The signatures fit." : checks.first?.sentence ?? "There is nothing to check."
    }
}
