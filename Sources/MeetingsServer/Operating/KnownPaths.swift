import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods each path takes, for the answer to a request that no route takes.
final class KnownPaths: Sendable {
    private struct Pattern {
        /// Nil stands for any segment.
        var segments: [Substring?]
        var methods: Set<String>

        /// 1 for each segment that is spelt out, 0 for any.
        var spelling: [Int] { segments.map { $0 == nil ? 0 : 1 } }
    }

    private let patterns = Mutex<[Pattern]>([])

    /// Called once, when all routes stand.
    func learn(_ routes: [(path: String, method: HTTPRequest.Method)]) {
        var found: [String: Pattern] = [:]
        for (path, method) in routes {
            let segments = path.split(separator: "/").map { $0.hasPrefix("{") ? nil : $0 }
            found[path, default: Pattern(segments: segments, methods: [])].methods.insert(method.rawValue)
            if method == .get { found[path]?.methods.insert("HEAD") }
        }
        let all = Array(found.values)
        patterns.withLock { $0 = all }
    }

    /// The methods of a path, sorted; empty when it is unknown.
    func methods(of path: String) -> [String] {
        let segments = path.split(separator: "/")
        return patterns.withLock { patterns in
            let fitting = patterns.filter { pattern in
                pattern.segments.count == segments.count
                    && zip(pattern.segments, segments).allSatisfy { $0 == nil || $0 == $1 }
            }
            // Where two fit, the router takes the one that spells the segment out, and looks no further.
            let taken = fitting.max { $0.spelling.lexicographicallyPrecedes($1.spelling) }
            return taken?.methods.sorted() ?? []
        }
    }
}
