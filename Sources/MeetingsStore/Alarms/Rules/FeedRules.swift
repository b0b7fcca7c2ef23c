import Meetings

/// A source of news is silent, or its clock and ours are apart.
struct FeedStaleRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        let usesStream = scene.state.links[.stream].map { $0.state != .unused } ?? false
        let source: Source = usesStream ? .stream : .poll
        guard let link = scene.state.links[source] else { return [] }
        return [silence(source, link, scene), clocks(source, link, scene)].compactMap(\.self)
    }

    private func silence(_ source: Source, _ link: Link, _ scene: AlarmScene) -> AlarmFinding? {
        guard let heardAt = link.heardAt else { return nil }
        let limit = source == .stream ? scene.limits.silence : scene.limits.pollSilence
        guard scene.now - heardAt >= limit else { return nil }
        return AlarmFinding(
            .feedStale, source.rawValue, .critical, since: heardAt,
            saw: "no news from the server since \(scene.clock(heardAt)): what is shown may be out of date")
    }

    private func clocks(_ source: Source, _ link: Link, _ scene: AlarmScene) -> AlarmFinding? {
        guard link.state == .live, let lag = link.lag else { return nil }
        let limit = scene.limits.clockDifference
        guard lag > limit || lag < .zero - limit else { return nil }
        let saw =
            lag > limit
            ? "events come \(scene.seconds(lag)) after their time: the clocks are apart, or the way is slow"
            : "events come \(scene.seconds(.zero - lag)) before their time: the clocks are apart"
        return AlarmFinding(.feedStale, "clock", .critical, since: nil, saw: saw)
    }
}

/// An event is missing or out of order, or a listing tells of other people than the events.
struct GapRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        scene.state.gaps.newest.values.compactMap { gap in
            guard scene.now - gap.at < scene.limits.gapTime else { return nil }
            return AlarmFinding(
                .gap, gap.room?.rawValue ?? "log", .warning, room: gap.room, since: gap.at, saw: gap.saw)
        }
    }
}
