import Meetings

/// The callback whose view is open, as the server told it.
struct Inspection: Equatable, Sendable {
    let id: Int64
    /// Nil until the server answered.
    var detail: DeliveryDetail?
    /// What a receiver would have said to the last attempt; nil without a secret.
    var signatures: CallbackReport?
    /// Why it is not here.
    var failure: String?
    /// True while the body is shown byte by byte.
    var showsBytes = false
    var isAsked = false
}

/// What can be copied of a callback.
enum CallbackPart: CaseIterable, Sendable {
    case body, headers, curl, url, webhookID

    var key: Character {
        switch self {
        case .body: "b"
        case .headers: "h"
        case .curl: "c"
        case .url: "u"
        case .webhookID: "i"
        }
    }

    var title: String {
        switch self {
        case .body: "body"
        case .headers: "header fields"
        case .curl: "curl command"
        case .url: "URL"
        case .webhookID: "webhook id"
        }
    }
}
