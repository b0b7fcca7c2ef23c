import Synchronization

/// How many requests were answered how, and how fast: one count a route, whoever asked.
final class RequestMetrics: Sendable {
    /// The route of everything that no route takes.
    static let unknownRoute = "unknown"
    /// The upper bounds of the histogram, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    struct Key: Hashable, Comparable, Sendable {
        var route: String
        var method: String

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method) < (right.route, right.method)
        }
    }

    struct Record: Hashable, Sendable {
        /// Answers by the first digit of their status, from 1.
        var classes = [0, 0, 0, 0, 0]
        /// Answers by the bound that they kept to; the last kept to none.
        var buckets = Array(repeating: 0, count: RequestMetrics.bounds.count + 1)
        var microseconds: Int64 = 0
    }

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"]
    private let records = Mutex<[Key: Record]>([:])

    func note(method: String, route: String, status: Int, time: Duration) {
        let key = Key(route: route, method: Self.methods.contains(method) ? method : "other")
        let microseconds = time.wholeMicroseconds
        let bucket = Self.bounds.firstIndex { Double(microseconds) <= $0 * 1_000_000 } ?? Self.bounds.count
        let statusClass = min(max(status / 100, 1), 5) - 1
        records.withLock { records in
            records[key, default: Record()].add(statusClass: statusClass, bucket: bucket, microseconds)
        }
    }

    /// The counts so far, in order.
    var all: [(key: Key, record: Record)] {
        records.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension RequestMetrics.Record {
    fileprivate mutating func add(statusClass: Int, bucket: Int, _ microseconds: Int64) {
        classes[statusClass] += 1
        buckets[bucket] += 1
        self.microseconds += microseconds
    }

    var count: Int { buckets.reduce(0, +) }
}
