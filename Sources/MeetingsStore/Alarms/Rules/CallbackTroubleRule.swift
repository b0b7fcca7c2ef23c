import Meetings

/// Callbacks to a URL are late or fail: a warning; were given up, or are very late: critical.
struct CallbackTroubleRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        scene.state.callbackEndpoints.compactMap { finding($0, scene) }
    }

    private func finding(_ endpoint: CallbackEndpoint, _ scene: AlarmScene) -> AlarmFinding? {
        let limits = scene.limits
        let age = endpoint.oldestPendingAt.map { scene.now - $0 } ?? .zero
        var parts: [String] = []
        if age > limits.callbackAge, let oldest = endpoint.oldestPendingAt {
            parts.append("oldest unsent since \(scene.clock(oldest))")
        }
        if endpoint.failures >= limits.callbackFailures {
            parts.append(scene.count(endpoint.failures, "failure", "failures") + " in a row")
        }
        if endpoint.dead > 0 { parts.append("\(endpoint.dead) given up") }
        if endpoint.isPaused { parts.append("paused") }
        guard !parts.isEmpty else { return nil }
        let isCritical = endpoint.dead > 0 || age > limits.callbackAge * 10
        return AlarmFinding(
            .callbackTrouble, Self.name(of: endpoint.url), isCritical ? .critical : .warning,
            since: age > limits.callbackAge ? endpoint.oldestPendingAt : nil,
            saw: parts.joined(separator: ", ") + ": " + Self.place(endpoint.url))
    }

    /// The part of a URL that tells receivers apart.
    private static func place(_ url: String) -> String {
        let text = url.scrubbed(limit: 80)
        return text.firstRange(of: "://").map { String(text[$0.upperBound...]) } ?? text
    }

    /// A name for a URL that can stand in a path (FNV-1a, 64 bits).
    static func name(of url: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in url.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "url-" + String(hash, radix: 16)
    }
}
