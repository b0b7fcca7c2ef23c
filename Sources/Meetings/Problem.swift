/// A refusal in the API's own words: what `MeetingsWire` writes as an error body and what the client reads back.
public struct Problem: Error, Hashable, Sendable {
    public var kind: Kind
    /// One sentence for a person, with the value that was wrong.
    public var message: String
    /// Further sentences, as for a theme in use (API reference, `errors`).
    public var errors: [String]

    /// The closed set of refusals: a metric label, and the `name` and status of the body.
    public enum Kind: Hashable, Sendable, CaseIterable {
        case invalidInput, badRequest, unauthorized, forbidden, notFound, methodNotAllowed, conflict, tooLarge
        case unprocessable, tooManyRequests, internalError, unavailable, insufficientStorage
    }

    public init(_ kind: Kind, _ message: String, errors: [String] = []) {
        self.kind = kind
        self.message = message
        self.errors = errors
    }

    /// The HTTP status code.
    public var status: Int {
        switch kind {
        case .invalidInput, .badRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .tooLarge: 413
        case .unprocessable: 422
        case .tooManyRequests: 429
        case .internalError: 500
        case .unavailable: 503
        case .insufficientStorage: 507
        }
    }

    /// The `name` of the API's error body.
    public var name: String {
        switch kind {
        case .invalidInput: "InputValidationError"
        case .badRequest: "BadRequestError"
        case .unauthorized: "UnauthorizedError"
        case .forbidden: "ForbiddenError"
        case .notFound: "NotFoundError"
        case .methodNotAllowed: "MethodNotAllowedError"
        case .conflict: "ConflictError"
        case .tooLarge: "PayloadTooLargeError"
        case .unprocessable: "UnprocessableEntityError"
        case .tooManyRequests: "TooManyRequestsError"
        case .internalError: "InternalServerError"
        case .unavailable: "ServiceUnavailableError"
        case .insufficientStorage: "InsufficientStorageError"
        }
    }
}
