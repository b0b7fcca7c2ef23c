import Meetings

@testable import MeetingsServer

extension LiveRoom {
    /// Lets someone come: as `p-NAME`, in the session `s-NAME` where they are the first.
    mutating func arrive(
        _ connection: ConnectionID, _ name: String, isHost: Bool = false, level: JoinApprovalLevel = .none,
        type: RoomType = .longTerm, features: AvailableFeatures = AvailableFeatures(),
        recording: FreshRecording? = nil, now: Timestamp
    ) -> Outcome {
        let room = Room(
            id: RoomID("room"), displayName: "Rehearsal", type: type, expiresAt: now, joinApprovalLevel: level,
            meetingCode: "123456789", createdAt: now)
        let fresh = FreshIdentifiers(
            participant: ParticipantID("p-\(name)"), session: SessionID("s-\(name)"), resume: "secret-\(name)",
            resumeDigest: "digest-\(name)", recording: recording)
        _ = handle(.greet(connection, isHost: isHost, features: features), now: now)
        return handle(.enter(.init(connection: connection, name: name, room: room, fresh: fresh)), now: now)
    }
}
