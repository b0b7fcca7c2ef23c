import Meetings
import MeetingsWire
import ValueSupport

/// Random rooms, themes and events, within what JSON can carry.
extension SeededRandom {
    mutating func room(hasHostLink: Bool = true) -> Room {
        Room(
            id: RoomID(text()), displayName: text(), metadata: maybe { $0.text() }, type: choice(else: .instant),
            expiresAt: time(), expireAfterUse: bool(), recordingOptions: recordingOptions(),
            themeID: maybe { ThemeID($0.text()) }, joinApprovalLevel: choice(else: .none),
            initialMicrophone: choice(else: .default), callbackURLs: callbackURLs(), features: features(),
            language: choice(else: .default), meetingCode: text(), isAvailable: bool(), createdAt: time(),
            links: RoomLinks(guest: maybe { $0.text() }, host: hasHostLink ? maybe { $0.text() } : nil))
    }

    mutating func newRoom() -> NewRoom {
        NewRoom(
            displayName: text(), metadata: maybe { $0.text() }, type: choice(else: .instant),
            expiresAt: maybe { $0.time() }, expireAfterUse: bool(), recordingOptions: recordingOptions(),
            themeID: maybe { ThemeID($0.text()) }, joinApprovalLevel: choice(else: .none),
            initialMicrophone: choice(else: .default), callbackURLs: callbackURLs(), features: features(),
            language: choice(else: .default))
    }

    mutating func roomUpdate() -> RoomUpdate {
        RoomUpdate(
            expiresAt: maybe { $0.time() }, expireAfterUse: maybe { $0.bool() },
            themeID: maybe { random in random.maybe { ThemeID("t" + $0.text()) } },
            joinApprovalLevel: maybe { $0.choice(else: .none) }, initialMicrophone: maybe { $0.choice(else: .default) },
            callbackURLs: maybe { $0.callbackURLs() },
            features: FeaturesUpdate(
                recording: maybe { $0.bool() }, chat: maybe { $0.bool() }, whiteboard: maybe { $0.bool() },
                localeSwitcher: maybe { $0.bool() }, captions: maybe { $0.bool() }),
            language: maybe { $0.choice(else: .default) })
    }

    mutating func theme() -> Theme {
        Theme(
            id: ThemeID(text()), name: text(), mainColor: text(), brandText: text(),
            shortCompanyURL: maybe { $0.text() }, domain: text(), accountID: text(),
            applicationID: ApplicationID(text()), coloredLogo: image(), whiteLogo: image(), favicon: image())
    }

    mutating func summary() -> SessionSummary {
        SessionSummary(
            session: Session(
                id: SessionID(text()), roomID: RoomID(text()), startedAt: maybe { $0.time() },
                endedAt: maybe { $0.time() }),
            roomDisplayName: text(), people: Int.random(in: 0...1_000_000, using: &self), isRecorded: bool(),
            billedMinutes: Double.random(in: 0...1e9, using: &self),
            recordedMinutes: Double(Int.random(in: 0...5, using: &self)), isLocked: maybe { $0.bool() })
    }

    mutating func participant(hasTimes: Bool) -> Participant {
        Participant(
            id: ParticipantID(text()), sessionID: SessionID(text()), roomID: RoomID(text()), name: text(),
            role: choice(else: .guest), isHost: bool(), joinedAt: hasTimes ? maybe { $0.time() } : nil,
            leftAt: hasTimes ? maybe { $0.time() } : nil)
    }

    mutating func waitingPerson(hasTime: Bool = false) -> WaitingPerson {
        WaitingPerson(
            id: ParticipantID(text()), roomID: RoomID(text()), sessionID: maybe { SessionID($0.text()) }, name: text(),
            waitsFor: choice(else: .host), since: hasTime ? maybe { $0.time() } : nil)
    }

    mutating func recording() -> Recording {
        Recording(
            id: RecordingID(text()), sessionID: SessionID(text()), startedAt: maybe { $0.time() },
            endedAt: maybe { $0.time() }, status: choice(else: .started), url: maybe { $0.text() },
            failure: maybe { $0.text() }, progress: maybe { Double(Int.random(in: 0...100, using: &$0)) / 100 })
    }

    mutating func eventBody(_ name: EventName) -> EventBody {
        let (session, room, recording) = (SessionID(text()), RoomID(text()), RecordingID(text()))
        let (start, end, seconds) = (time(), time(), Int.random(in: 0...100_000, using: &self))
        return switch name {
        case .roomCreated: .roomCreated(self.room(hasHostLink: false))
        case .roomUpdated: .roomUpdated(self.room(hasHostLink: false))
        case .roomExpired: .roomExpired(room: room, type: choice(else: .instant), expiresAt: end, createdAt: start)
        case .themeCreated: .themeCreated(theme())
        case .themeUpdated: .themeUpdated(theme())
        case .themeDeleted: .themeDeleted(ThemeID(text()))
        case .roomDeleted: .roomDeleted(room)
        case .sessionLocked: .sessionLocked(session: session, room: room)
        case .sessionUnlocked: .sessionUnlocked(session: session, room: room)
        case .waitingJoined: .waitingJoined(waitingPerson())
        case .waitingLeft: .waitingLeft(waitingPerson())
        case .alarmAcknowledged: .alarmAcknowledged(acknowledgement(.acknowledged))
        case .alarmSnoozed: .alarmSnoozed(acknowledgement(.snoozed))
        case .alarmReopened: .alarmReopened(AlarmKey(choice(else: .gap), text()), operatorName: text())
        case .noteAdded:
            .noteAdded(
                RoomNote(
                    id: NoteID(text()), roomID: room, sessionID: maybe { SessionID($0.text()) }, text: text(),
                    operatorName: text(), at: start))
        case .sessionStarted: .sessionStarted(session: session, room: room, startedAt: start)
        case .sessionEnded: .sessionEnded(session: session, room: room, startedAt: start, endedAt: end)
        case .participantJoined: .participantJoined(participant(hasTimes: false))
        case .participantLeft: .participantLeft(participant(hasTimes: false))
        case .recordingStarted: .recordingStarted(recording: recording, session: session)
        case .recordingEnded:
            .recordingEnded(recording: recording, session: session, startedAt: start, endedAt: end, seconds: seconds)
        case .recordingUploaded:
            .recordingUploaded(
                recording: recording, session: session, room: room, startedAt: start, endedAt: end, seconds: seconds,
                url: text())
        case .recordingFailed:
            .recordingFailed(recording: recording, session: session, room: room, reason: text())
        }
    }

    mutating func acknowledgement(_ state: AlarmAcknowledgement.State) -> AlarmAcknowledgement {
        AlarmAcknowledgement(
            key: AlarmKey(choice(else: .closing), text()), state: state, note: text(), operatorName: text(),
            level: maybe { $0.choice(else: .critical) }, at: time(), until: time())
    }

    private mutating func recordingOptions() -> RecordingOptions {
        RecordingOptions(autoRecord: bool(), recordOnlyOwner: bool())
    }

    private mutating func callbackURLs() -> CallbackURLs {
        CallbackURLs(rooms: maybe { $0.text() }, sessions: maybe { $0.text() }, recordings: maybe { $0.text() })
    }

    private mutating func features() -> AvailableFeatures {
        AvailableFeatures(
            recording: bool(), chat: bool(), whiteboard: bool(), localeSwitcher: bool(), captions: bool())
    }

    private mutating func image() -> ThemeImage { ThemeImage(key: maybe { $0.text() }, url: maybe { $0.text() }) }
}
