public import Meetings

/// A recording with what the server alone knows of it.
public struct StoredRecording: Hashable, Sendable {
    /// The place in the order of creation over all applications, from 1; 0 before it is stored.
    public var serial: Int64
    public var applicationID: ApplicationID
    public var recording: Recording
    public var roomID: RoomID
    /// The file's path below the folder of recordings; nil while there is none.
    public var file: String?
    /// The size of the file; nil while it is not known.
    public var bytes: Int64?
    /// Shows cameras of hosts only, as the room wished when it began.
    public var isOwnerOnly: Bool

    public init(
        serial: Int64 = 0, applicationID: ApplicationID, recording: Recording, roomID: RoomID, file: String? = nil,
        bytes: Int64? = nil, isOwnerOnly: Bool = false
    ) {
        self.serial = serial
        self.applicationID = applicationID
        self.recording = recording
        self.roomID = roomID
        self.file = file
        self.bytes = bytes
        self.isOwnerOnly = isOwnerOnly
    }
}
