import Meetings

/// A media server does not do its work, or there is none while people meet; or our TURN server does not run.
struct MediaDownRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard let report = scene.state.media.report else { return [] }
        if report.state == .absent { return absent(report, scene) }
        let isWithout = !report.engines.contains { $0.state == .ready }
        let engines = report.engines.filter { $0.state != .ready && $0.state != .off }.map { engine in
            let what = isWithout ? "nobody hears or sees the others" : "its sessions have neither sound nor picture"
            return AlarmFinding(
                .mediaDown, engine.name, isWithout ? .critical : .warning, since: nil,
                saw: "\(engine.name) \(Self.words(engine)): \(what)")
        }
        guard [.failing, .down].contains(report.turn.state) else { return engines }
        return engines + [
            AlarmFinding(
                .mediaDown, "turn", .warning, since: nil,
                saw: "the TURN server \(report.turn.state == .down ? "does not run" : "does not answer"): "
                    + "people behind strict firewalls cannot connect")
        ]
    }

    private func absent(_ report: MediaReport, _ scene: AlarmScene) -> [AlarmFinding] {
        guard scene.state.peopleInside > 0 else { return [] }
        let people = scene.count(scene.state.peopleInside, "person", "people")
        let reason = report.problems.first?.text ?? "the server has no media server"
        return [
            AlarmFinding(
                .mediaDown, "all", .warning, since: nil, saw: "\(people) inside without sound and picture: \(reason)")
        ]
    }

    private static func words(_ engine: MediaEngineReport) -> String {
        switch engine.state {
        case .down: "was started again \(engine.restarts) times and is given up"
        case .failing: "does not answer"
        default: "is not up yet"
        }
    }
}

/// A media server was started again several times within ten minutes.
struct MediaRestartsRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard let report = scene.state.media.report else { return [] }
        return report.engines.compactMap { engine in
            let count = scene.state.media.restarts(of: engine.name, now: scene.now)
            guard count >= scene.limits.mediaRestarts else { return nil }
            return AlarmFinding(
                .mediaRestarts, engine.name, .warning, since: nil,
                saw: "\(engine.name) was started again \(count) times within ten minutes")
        }
    }
}

/// The media servers that take sessions send nearly as much as they can.
struct MediaFullRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard let report = scene.state.media.report else { return [] }
        let open = report.engines.filter { $0.state == .ready && !$0.isDraining }
        let streams = open.reduce(0) { $0 + $1.streams }, capacity = open.reduce(0) { $0 + $1.capacity }
        guard capacity > 0, Double(streams) >= Double(capacity) * scene.limits.capacityPart else { return [] }
        let draining = report.engines.count { $0.isDraining }
        return [
            AlarmFinding(
                .mediaFull, "all", streams >= capacity ? .critical : .warning, since: nil,
                saw: "\(streams) streams are sent, the limit is \(capacity)"
                    + (draining > 0 ? " (\(draining) draining)" : "")
                    + (streams >= capacity ? ": new sessions have no sound and picture" : ""))
        ]
    }
}

/// Many people in a session have a poor connection.
struct PoorQualityRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard let report = scene.state.media.report else { return [] }
        return report.sessions.compactMap { session in
            guard session.poor >= scene.limits.poorPeople,
                Double(session.poor) >= Double(session.connected) * scene.limits.poorPart
            else { return nil }
            let room = scene.state.sessions[session.sessionID]?.roomID
            return AlarmFinding(
                .poorQuality, session.sessionID.rawValue, .warning, room: room, since: nil,
                saw: "\(session.poor) of \(session.connected) people have a poor connection"
                    + (session.engine.map { " on \($0.scrubbed(limit: 40))" } ?? ""))
        }
    }
}
