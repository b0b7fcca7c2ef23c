import Meetings
import Testing

private let created = Timestamp(milliseconds: 1_930_381_200_000)

private func room(
    _ type: RoomType, expiresAfter seconds: Int64 = 9000, afterUse: Bool = false, level: JoinApprovalLevel = .none,
    isAvailable: Bool = true
) -> Room {
    Room(
        id: RoomID("r"), displayName: "A", type: type, expiresAt: created + .seconds(seconds), expireAfterUse: afterUse,
        joinApprovalLevel: level, meetingCode: "1", isAvailable: isAvailable, createdAt: created)
}

@Suite("The closing of a room")
struct RoomClosingTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var room: Room
        var isLive = false
        /// Seconds after the room's creation.
        var lastEnd: Int64?
        var closing: (seconds: Int64, reason: RoomClosing.Reason)?
    }

    static let cases = [
        Case(testDescription: "instant, never entered", room: room(.instant), closing: (600, .neverUsed)),
        Case(testDescription: "instant, live", room: room(.instant), isLive: true),
        Case(testDescription: "instant, live again", room: room(.instant), isLive: true, lastEnd: 100),
        Case(testDescription: "instant, left", room: room(.instant), lastEnd: 5000, closing: (5600, .idle)),
        Case(testDescription: "long-term", room: room(.longTerm), closing: (9000, .expired)),
        Case(testDescription: "long-term, live", room: room(.longTerm), isLive: true, closing: (9000, .expired)),
        Case(testDescription: "long-term, left", room: room(.longTerm), lastEnd: 100, closing: (9000, .expired)),
        Case(
            testDescription: "after use, never entered", room: room(.longTerm, afterUse: true),
            closing: (9000, .expired)),
        Case(
            testDescription: "after use, live", room: room(.longTerm, afterUse: true), isLive: true, lastEnd: 100,
            closing: (9000, .expired)),
        Case(
            testDescription: "after use, left", room: room(.longTerm, afterUse: true), lastEnd: 100,
            closing: (700, .afterUse)),
        Case(
            testDescription: "after use, left just before the end", room: room(.longTerm, afterUse: true),
            lastEnd: 8500,
            closing: (9000, .expired)),
    ]

    @Test("follows from the stored facts", arguments: cases)
    func planned(story: Case) {
        let closing = RoomClosing.planned(
            for: story.room, isLive: story.isLive, lastSessionEndedAt: story.lastEnd.map { created + .seconds($0) })
        #expect(closing == story.closing.map { RoomClosing(at: created + .seconds($0.seconds), reason: $0.reason) })
    }
}

@Suite("Admission")
struct ParticipantAdmissionTests {
    @Test(
        "of guests depends on the level and on the host",
        arguments: [
            (.none, false, .enter), (.none, true, .enter), (.afterOwnerOnly, false, .waitForHost),
            (.afterOwnerOnly, true, .enter), (.explicitApproval, false, .waitForApproval),
            (.explicitApproval, true, .waitForApproval),
        ] as [(JoinApprovalLevel, Bool, ParticipantAdmission)])
    func guests(level: JoinApprovalLevel, hostIsInside: Bool, admission: ParticipantAdmission) {
        let room = room(.longTerm, level: level)
        let moment = ParticipantAdmission.Moment(isLive: hostIsInside, hostIsInside: hostIsInside)
        #expect(ParticipantAdmission.decide(for: room, isHost: false, at: moment) == admission)
        #expect(ParticipantAdmission.decide(for: room, isHost: true, at: moment) == .enter)
    }

    @Test(
        "waits for the host once the meeting of a long-term room has ended",
        arguments: [
            (.longTerm, .none, false, .waitForRestart), (.longTerm, .none, true, .enter),
            (.longTerm, .afterOwnerOnly, false, .waitForRestart), (.longTerm, .afterOwnerOnly, true, .waitForHost),
            (.longTerm, .explicitApproval, false, .waitForApproval), (.instant, .none, false, .enter),
        ] as [(RoomType, JoinApprovalLevel, Bool, ParticipantAdmission)])
    func restart(type: RoomType, level: JoinApprovalLevel, isLive: Bool, admission: ParticipantAdmission) {
        let room = room(type, level: level)
        let moment = ParticipantAdmission.Moment(isLive: isLive, hasEndedSession: true)
        #expect(ParticipantAdmission.decide(for: room, isHost: false, at: moment) == admission)
        #expect(ParticipantAdmission.decide(for: room, isHost: true, at: moment) == .enter)
    }

    @Test("is for hosts only while the session is locked", arguments: JoinApprovalLevel.allCases)
    func locked(level: JoinApprovalLevel) {
        let room = room(.longTerm, level: level)
        let moment = ParticipantAdmission.Moment(isLive: true, hostIsInside: true, isLocked: true)
        #expect(ParticipantAdmission.decide(for: room, isHost: false, at: moment) == .refuseLocked)
        #expect(ParticipantAdmission.decide(for: room, isHost: true, at: moment) == .enter)
    }

    @Test("ends when the room has closed", arguments: [true, false])
    func closed(isHost: Bool) {
        let room = room(.instant, isAvailable: false)
        #expect(ParticipantAdmission.decide(for: room, isHost: isHost, at: .init(isLive: true)) == .refuse)
    }
}

@Suite("Callback retries")
struct RetryScheduleTests {
    @Test(
        "wait longer after every failure",
        arguments: [
            (0, 5), (1, 5), (2, 30), (3, 120), (4, 600), (5, 1800), (6, 3600), (7, 7200), (8, 7200), (40, 7200),
        ]
            as [(Int, Int64)])
    func waits(attempt: Int, seconds: Int64) {
        #expect(decide(attempt: attempt) == .retry(at: created + .seconds(seconds)))
    }

    @Test(
        "spread by a fifth either way",
        arguments: [(-1, 480), (1, 720), (0.5, 660), (-7, 480), (7, 720)] as [(Double, Int64)])
    func jitter(jitter: Double, seconds: Int64) {
        #expect(decide(attempt: 4, jitter: jitter) == .retry(at: created + .seconds(seconds)))
    }

    @Test(
        "heed the receiver's wish to wait, up to two hours",
        arguments: [(1, 30), (60, 60), (90_000, 7200)] as [(Int64, Int64)])
    func retryAfter(wish: Int64, seconds: Int64) {
        #expect(decide(attempt: 2, retryAfter: .seconds(wish)) == .retry(at: created + .seconds(seconds)))
    }

    @Test("end 96 hours after the event")
    func end() {
        let span = Duration.seconds(96 * 3600)
        let last = created + span - .seconds(7200)
        #expect(decide(attempt: 50, now: last) == .retry(at: created + span))
        #expect(decide(attempt: 50, now: last + .milliseconds(1)) == .giveUp)
        #expect(decide(attempt: 1, now: created + span) == .giveUp)
    }

    private func decide(
        attempt: Int, now: Timestamp = created, jitter: Double = 0, retryAfter: Duration? = nil
    ) -> RetrySchedule.Decision {
        RetrySchedule.afterFailure(
            ofAttempt: attempt, committedAt: created, now: now, jitter: jitter, retryAfter: retryAfter)
    }
}
