/// Why a receiver or a secret cannot be used. The message is for a person.
public struct CallbackError: Error, Sendable {
    /// The closed set of failures: a metric label.
    public enum Code: String, Hashable, Sendable {
        case badSecret, portInUse, notPermitted, badAddress, failed
    }

    public var code: Code
    /// What happened, and what to do.
    public var message: String
    /// What the system said, if it said anything.
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

/// Why a callback is not believed. The message is the body of the 401.
public struct CallbackRefusal: Error, Hashable, Sendable {
    /// The closed set of reasons: a metric label.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case unsigned, malformed, wrongAlgorithm, wrongSignature, wrongBody, wrongKey, wrongApplication, tooOld, tooNew
    }

    public var code: Code
    public var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
