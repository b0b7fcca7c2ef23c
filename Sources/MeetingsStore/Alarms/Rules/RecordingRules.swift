import Meetings

/// A recording is expected, by the room or the run sheet, and none runs.
struct RecordingMissingRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard room.people > 0, room.recordings == 0, let reason = reason(room, scene) else { return nil }
        let sessions = room.liveSessions.compactMap { scene.state.sessions[$0] }
        guard let started = sessions.compactMap(\.startedAt).min() else { return nil }
        let ends = sessions.flatMap(\.recordings).compactMap { scene.state.recordings[$0]?.recording.endedAt }
        let since = max(started, ends.max() ?? started)
        let end = ends.max().map { "the last one ended \(scene.clock($0))" } ?? "none since \(scene.clock(started))"
        return AlarmFinding(
            .recordingMissing, room.id.rawValue, .critical, room: room.id, since: since,
            saw: "recording expected by \(reason), \(end)")
    }

    private func reason(_ room: KnownRoom, _ scene: AlarmScene) -> String? {
        if room.room?.recordingOptions.autoRecord == true { return "auto_record" }
        return scene.plan.contains { planned in
            planned.room == room.id && planned.entry.isRecorded
                && abs((planned.entry.at - scene.now).wholeMilliseconds) < scene.limits.plannedWindow.wholeMilliseconds
        } ? "the run sheet" : nil
    }
}

/// A recording ended and is not uploaded after ten minutes, or twice the usual time where that is more, or never will be.
struct RecordingLateRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard !scene.state.openRecordings.isEmpty else { return [] }
        let usual = (scene.state.usualUploadTime ?? .zero) * 2
        return scene.state.openRecordings.compactMap { id in
            guard let recording = scene.state.recordings[id]?.recording, recording.status == .stopped,
                let endedAt = recording.endedAt
            else { return nil }
            let room = scene.state.sessions[recording.sessionID]?.roomID
            if let failure = recording.failure {
                return AlarmFinding(
                    .recordingLate, id.rawValue, .warning, room: room, since: endedAt,
                    saw: "recording ended \(scene.clock(endedAt)), no file: \(failure)")
            }
            let limit = max(scene.limits(in: room.flatMap { scene.state.rooms[$0] }).uploadTime, usual)
            guard scene.now - endedAt >= limit else { return nil }
            return AlarmFinding(
                .recordingLate, id.rawValue, .warning, room: room, since: endedAt,
                saw: "recording ended \(scene.clock(endedAt)), not uploaded (limit \(scene.minutes(limit)))")
        }
    }
}

/// A session is over and its recording still counts as running.
struct RecordingStalledRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        scene.state.openRecordings.compactMap { id in
            guard let recording = scene.state.recordings[id]?.recording, recording.status < .stopped,
                let session = scene.state.sessions[recording.sessionID], let endedAt = session.endedAt
            else { return nil }
            let name = id.rawValue.prefix(8).description.scrubbed()
            return AlarmFinding(
                .recordingStalled, id.rawValue, .warning, room: session.roomID, since: endedAt,
                saw:
                    "session over since \(scene.clock(endedAt)), recording \(name) is still \(recording.status.rawValue)"
            )
        }
    }
}
