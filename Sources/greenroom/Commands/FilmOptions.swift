import ArgumentParser
import MeetingsServer

/// The flags by which `serve` is told how to keep recordings.
struct FilmOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("recording-free-space"),
        help: ArgumentHelp("No recording begins when the disk has less free space, in MB.", valueName: "mb"))
    var freeSpace = RecordingSettings.usualFreeSpace / 1_000_000

    @Flag(
        name: .customLong("keep-recording-media"),
        help: "Keep what the media server wrote of a recording when its film is made.")
    var keepsMedia = false

    var settings: RecordingSettings { RecordingSettings(freeSpace: freeSpace * 1_000_000, keepsMedia: keepsMedia) }

    func validate() throws {
        guard (0...1_000_000_000).contains(freeSpace) else {
            throw ValidationError("--recording-free-space must be between 0 and 1000000000.")
        }
    }
}
