import Meetings
import TerminalUI

/// What a callback's row and view say of how it fares.
struct DeliveryWords {
    let delivery: DeliverySummary

    init(_ delivery: DeliverySummary) { self.delivery = delivery }

    /// True while nobody may be sure that the receiver got it.
    var isFailing: Bool {
        switch delivery.state {
        case .delivered: false
        case .dead: true
        case .pending: delivery.attempts > 0 || delivery.isPaused || delivery.isParked
        }
    }

    var sign: ListCell {
        switch delivery.state {
        case .dead: ListCell("x", .critical)
        case .pending: isFailing ? ListCell("!", .warning) : ListCell("»", .live)
        case .delivered: ListCell("✓", .faint)
        }
    }

    /// `503 r2`, `refused r1`, `dead`, `paused`, `200`.
    var status: ListCell {
        switch delivery.state {
        case .delivered: return ListCell(delivery.lastStatus.map(String.init) ?? "ok", .faint)
        case .dead: return ListCell("dead", .error)
        case .pending:
            if delivery.isPaused { return ListCell("paused", .warning) }
            guard delivery.attempts > 0 else { return ListCell("waits", .faint) }
            let what = delivery.lastStatus.map(String.init) ?? cause.short
            return ListCell("\(what) r\(delivery.attempts)\(delivery.isParked ? "p" : "")", .warning)
        }
    }

    /// Why it is not with its receiver: a word for a column, and a sentence that says what to do.
    var cause: (short: String, sentence: String) {
        if let status = delivery.lastStatus { return Self.cause(ofStatus: status) }
        guard let error = delivery.lastError else {
            return ("", delivery.state == .pending ? "It was not tried yet: older ones of its room come first." : "")
        }
        let known: [(String, String, String)] = [
            ("no address", "DNS", "The receiver's host name has no address: check its spelling and the DNS."),
            (
                "nothing listens", "refused",
                "The connection is refused: the receiver does not run, or not on this port."
            ),
            (
                "does not answer", "silent",
                "The receiver's address does not answer: a firewall, or the machine is down."
            ),
            ("no way to its network", "no route", "There is no way to the receiver's network from the server."),
            ("not answer in time", "timeout", "The receiver took longer than 15 s: answer first, work afterwards."),
            ("TLS", "TLS", "The receiver's certificate is not valid for its host, or it does not speak TLS there."),
            ("not on the public", "forbidden", "The host is not public, and the server was not told to allow it."),
            ("callback URL", "bad URL", "The callback URL cannot be used: correct it at the room or application."),
            ("cannot be signed", "unsigned", "The application's secrets cannot be used: make new ones."),
            ("broke", "broken", "The connection broke before the answer: a proxy or the receiver closed it."),
        ]
        let found = known.first { error.contains($0.0) }
        return found.map { ($0.1, $0.2) } ?? ("failed", error)
    }

    /// The sentence without the status that stands beside it.
    var reason: String {
        let sentence = cause.sentence
        guard let status = delivery.lastStatus else { return sentence }
        let start = "The receiver answered \(status): "
        return sentence.hasPrefix(start) ? String(sentence.dropFirst(start.count)) : sentence
    }

    private static func cause(ofStatus status: Int) -> (String, String) {
        let sentence =
            switch status {
            case 200..<300: "The receiver took it."
            case 300..<400: "The receiver answered \(status): it moved. Redirects are not followed: set the final URL."
            case 401, 403: "The receiver answered \(status): it refuses the signature. Look at the check below."
            case 404, 405: "The receiver answered \(status): it has no such path. Check the callback URL."
            case 410: "The receiver answered 410: it wants no more callbacks at this URL."
            case 408, 429: "The receiver answered \(status): it is too busy. It is tried more slowly."
            case 400..<500: "The receiver answered \(status): it refuses this callback. Its answer may say why."
            case 502, 503, 504: "The receiver answered \(status): it is down or overloaded, or a proxy before it is."
            default: "The receiver answered \(status): it failed by itself. Its own log has the reason."
            }
        return (String(status), sentence)
    }

    /// `in 41s` until the next attempt, or the age.
    func time(now: Timestamp) -> ListCell {
        if delivery.state == .pending, let next = delivery.nextAttemptAt {
            return next > now ? ListCell("in \(TimeText.rough(next - now))") : ListCell("now", .live)
        }
        return ListCell(TimeText.rough(max(.zero, now - delivery.createdAt)), .faint)
    }

    /// The part of the URL that tells receivers apart.
    var host: String { CallbackRequest.split(delivery.url).host }
}
