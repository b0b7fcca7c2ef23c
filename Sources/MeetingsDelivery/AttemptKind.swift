/// What an attempt to send a callback came to. The raw values are a metric label.
public enum AttemptKind: String, Hashable, Sendable, CaseIterable {
    /// 2xx.
    case delivered
    /// An answer that is none of the others: the receiver is there and does not want this callback.
    case refused
    /// 429, 502, 503 or 504: the receiver, or what stands before it, cannot take any now.
    case overloaded
    /// 410: the receiver wants no more callbacks at this URL.
    case gone
    /// No answer.
    case unanswered
    /// Nothing was sent, and the receiver has no part in it: the URL is none, or the secrets cannot sign.
    case unusable

    /// What an HTTP status means here.
    init(status: Int) {
        self =
            switch status {
            case 200...299: .delivered
            case 410: .gone
            case 429, 502, 503, 504: .overloaded
            default: .refused
            }
    }

    /// False when the receiver seems to be down or overloaded, so that more attempts at once would not help; nil when
    /// the attempt says nothing of the receiver.
    var isAnswered: Bool? {
        switch self {
        case .delivered, .refused, .gone: true
        case .overloaded, .unanswered: false
        case .unusable: nil
        }
    }
}
