/// How recordings are kept.
public struct RecordingSettings: Hashable, Sendable {
    /// No recording begins when the disk has less free space, in bytes.
    public var freeSpace: Int64
    /// Keeps what the media server wrote when the film is made.
    public var keepsMedia: Bool

    /// Two gigabytes: about an hour of eight cameras, and the film of it.
    public static let usualFreeSpace: Int64 = 2_000_000_000

    public init(freeSpace: Int64 = usualFreeSpace, keepsMedia: Bool = false) {
        self.freeSpace = freeSpace
        self.keepsMedia = keepsMedia
    }
}
