import Foundation
import Meetings

/// The machine's clock.
struct MachineClock: WallClock {
    var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    func sleep(until deadline: Timestamp) async throws { try await Task.sleep(for: max(.zero, deadline - now)) }
}

/// Where Debian has it.
let janus = "/usr/bin/janus"
