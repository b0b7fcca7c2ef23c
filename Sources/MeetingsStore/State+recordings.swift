import Meetings

/// Recordings: a status only ever rises.
extension State {
    mutating func learnRecording(_ body: EventBody, _ news: News, _ dirty: inout Dirty) {
        switch body {
        case .recordingStarted(let id, let session):
            learn(Recording(id: id, sessionID: session, startedAt: news.at, status: .started), nil, news, &dirty)
        case .recordingEnded(let id, let session, let startedAt, let endedAt, _):
            let recording = Recording(
                id: id, sessionID: session, startedAt: startedAt, endedAt: endedAt, status: .stopped)
            learn(recording, nil, news, &dirty)
        case .recordingUploaded(let id, let session, let room, let startedAt, let endedAt, _, let url):
            let recording = Recording(
                id: id, sessionID: session, startedAt: startedAt, endedAt: endedAt, status: .uploaded,
                url: url.scrubbed(limit: 2000))
            learn(recording, room, news, &dirty)
        case .recordingFailed(let id, let session, let room, let reason):
            let recording = Recording(
                id: id, sessionID: session, status: .stopped, failure: reason.scrubbed(limit: 500))
            learn(recording, room, news, &dirty)
        default: break
        }
    }

    /// Takes in what a listing told of one session's recordings.
    mutating func apply(_ listing: Listing<Recording>, of session: SessionID, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        if removedSessions.contains(session) { return }
        let news = News(sequence: nil, at: nil, origin: Origin(source: .poll, at: listing.askedAt))
        for var recording in listing.items where recording.sessionID == session {
            recording.url = recording.url?.scrubbed(limit: 2000)
            recording.failure = recording.failure?.scrubbed(limit: 500)
            learn(recording, nil, news, &dirty)
        }
    }

    private mutating func learn(_ recording: Recording, _ room: RoomID?, _ news: News, _ dirty: inout Dirty) {
        guard ensure(recording.sessionID, in: room, news.origin, &dirty) else { return }
        var known = recordings[recording.id] ?? KnownRecording(recording: recording, origin: news.origin)
        known.origin.renew(news.origin)
        known.recording.status = max(known.recording.status, recording.status)
        known.recording.startedAt = earlier(known.recording.startedAt, recording.startedAt)
        known.recording.endedAt = earlier(known.recording.endedAt, recording.endedAt)
        known.recording.url = known.recording.url ?? recording.url
        known.learnFailure(recording, news.origin)
        known.recording.progress = recording.progress
        // One that failed comes to its end as well as one that is there.
        if known.recording.status == .uploaded {
            let wasOpen = openRecordings.remove(recording.id) != nil
            if wasOpen, let end = known.recording.endedAt, let at = news.at, at > end { noteUpload(took: at - end) }
        } else {
            openRecordings.insert(recording.id)
        }
        recordings[recording.id] = known
        sessions[recording.sessionID]?.recordings.insert(recording.id)
        dirty.sessions.insert(recording.sessionID)
        if let room = sessions[recording.sessionID]?.roomID {
            countRecordings(of: room)
            dirty.rooms.insert(room)
        }
    }

    private mutating func noteUpload(took time: Duration) {
        uploadTimes.append(time)
        if uploadTimes.count > 20 { uploadTimes.removeFirst() }
    }

    /// How long an upload takes as a rule: the middle one of the last twenty; nil before the third.
    public var usualUploadTime: Duration? {
        uploadTimes.count < 3 ? nil : uploadTimes.sorted()[uploadTimes.count / 2]
    }

    /// Counts the running recordings of a room's live sessions again: they are few.
    mutating func countRecordings(of room: RoomID) {
        let live = rooms[room]?.liveSessions ?? []
        let ids = live.flatMap { sessions[$0]?.recordings ?? [] }
        let running = ids.count { (recordings[$0]?.recording.status ?? .stopped) < .stopped }
        recordingsRunning += running - (rooms[room]?.recordings ?? 0)
        rooms[room]?.recordings = running
    }
}

extension KnownRecording {
    /// Takes in whether it failed; its status is known by now.
    ///
    /// A failure is over when the film is there, or when a listing that was asked for later does not tell it: then the
    /// film is being made again. What is heard late, of an earlier status, says nothing of it.
    fileprivate mutating func learnFailure(_ heard: Recording, _ origin: Origin) {
        guard heard.status == recording.status else { return }
        if let failure = heard.failure {
            recording.failure = failure
            failedAt = max(failedAt ?? origin.at, origin.at)
        } else if heard.status == .uploaded || (origin.source == .poll && origin.at > failedAt ?? origin.at) {
            recording.failure = nil
        }
    }
}
