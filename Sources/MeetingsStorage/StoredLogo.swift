public import Meetings

/// A picture that was uploaded for a theme.
public struct StoredLogo: Hashable, Sendable {
    /// Its name among all pictures of the server.
    public var key: String
    public var applicationID: ApplicationID
    /// The theme that shows it; nil while no theme uses it.
    public var themeID: ThemeID?
    public var kind: LogoKind
    /// The file as it was uploaded.
    public var bytes: [UInt8]
    public var createdAt: Timestamp

    public init(
        key: String, applicationID: ApplicationID, themeID: ThemeID? = nil, kind: LogoKind, bytes: [UInt8],
        createdAt: Timestamp
    ) {
        self.key = key
        self.applicationID = applicationID
        self.themeID = themeID
        self.kind = kind
        self.bytes = bytes
        self.createdAt = createdAt
    }
}
