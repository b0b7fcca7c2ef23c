import ArgumentParser
import Meetings

/// When a room is to close, as typed: an instant, or a span from now.
enum ClosingTime: Hashable, Sendable, ExpressibleByArgument {
    case at(Timestamp)
    case after(Duration)

    /// Reads the API's spellings of an instant, and a whole number of `m` minutes, `h` hours or `d` days.
    init?(argument: String) {
        if let instant = Timestamp(argument) {
            self = .at(instant)
            return
        }
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
        guard let last = argument.last, let unit = units[last], let count = Int64(argument.dropLast()),
            (1...1_000_000).contains(count)
        else { return nil }
        self = .after(.seconds(count * unit))
    }

    func instant(now: Timestamp) -> Timestamp {
        switch self {
        case .at(let instant): instant
        case .after(let span): now + span
        }
    }
}
