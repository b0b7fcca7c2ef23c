import Foundation
import Logging
import Meetings
import Synchronization
import Testing

@testable import MeetingsMedia

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Films made by the real programs.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/janus-pp-rec")), .serialized)
struct CompositionTests {
    /// Two people, one of whom comes later and shows a screen for a while.
    private func call() async throws -> (MJRFixture, RecordingFacts) {
        let fixture = try MJRFixture()
        try await fixture.video(1, "ines", .camera, from: 200, to: 9800, color: "red", pauses: [4000..<8000])
        try await fixture.audio(1, "ines", from: 300, to: 9800, hertz: 440)
        try await fixture.video(2, "omar", .camera, from: 3000, to: 9900, color: "blue", isOpen: true)
        try await fixture.audio(2, "omar", from: 3000, to: 9900, hertz: 1000, isOpen: true)
        try await fixture.video(3, "omar", .screen, from: 5000, to: 7500, color: "green", size: "1024x640")
        let facts = RecordingFacts(
            start: fixture.start, end: fixture.start + .seconds(10), title: "Weekly",
            people: [
                fixture.person("ines", "Ines", host: true, from: -3000, to: nil),
                fixture.person("omar", "Omar %{pts} ':;[x] \\ 名前", from: 2900, to: 9950),
            ], color: "#0a84ff")
        return (fixture, facts)
    }

    @Test("show everybody at their time, the screen large, and let everybody be heard") func film() async throws {
        let (fixture, facts) = try await call()
        defer { fixture.folder.remove() }
        let steps = Steps()
        let film = try await fixture.composer(facts).compose { steps.add($0) }
        #expect(abs(film.milliseconds - 10_000) <= 100)
        #expect(film.bytes > 10_000)
        #expect(steps.all == steps.all.sorted() && (steps.all.last ?? 0) > 0.9)
        // One alone in the middle, then two beside each other.
        #expect(isRed(try await fixture.color(at: 1500, x: 640, y: 300)))
        #expect(isRed(try await fixture.color(at: 3600, x: 320, y: 350)))
        #expect(isBlue(try await fixture.color(at: 3600, x: 960, y: 350)))
        // A camera that is off is not shown any more; the screen is large.
        #expect(isGreen(try await fixture.color(at: 6000, x: 500, y: 360)))
        #expect(!isRed(try await fixture.color(at: 6000, x: 1180, y: 60)))
        #expect(isBlue(try await fixture.color(at: 6000, x: 1180, y: 200)))
        #expect(isRed(try await fixture.color(at: 9000, x: 320, y: 350)))
        #expect(try await fixture.loudness(from: 1000, of: 440) > -35)
        #expect(try await fixture.loudness(from: 1000, of: 1000) < -50)
        #expect(try await fixture.loudness(from: 6000, of: 440) > -35)
        #expect(try await fixture.loudness(from: 6000, of: 1000) > -35)
        if let kept = ProcessInfo.processInfo.environment["GREENROOM_KEEP_FILM"] {
            try? FileManager.default.removeItem(atPath: kept)
            try FileManager.default.copyItem(atPath: fixture.folder.film, toPath: kept)
        }
    }

    @Test("without the cameras of guests, whose files are gone before") func ownerOnly() async throws {
        var (fixture, facts) = try await call()
        defer { fixture.folder.remove() }
        facts.isOwnerOnly = true
        _ = try await fixture.composer(facts).compose { _ in }
        let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.media).sorted()
        #expect(
            left == [
                "0001-ines-audio-0.mjr", "0001-ines-video-1.mjr", "0002-omar-audio-0.mjr", "0003-omar-video-3.mjr",
            ])
        #expect(isRed(try await fixture.color(at: 3600, x: 640, y: 300)))
        #expect(isGreen(try await fixture.color(at: 6000, x: 500, y: 360)))
        #expect(try await fixture.loudness(from: 6000, of: 1000) > -35)
    }

    @Test("go on where the last attempt was stopped") func resuming() async throws {
        let (fixture, facts) = try await call()
        defer { fixture.folder.remove() }
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await fixture.composer(facts).compose { _ in throw Stop() }
        }
        let piece = fixture.folder.work + "/segment-0.mov"
        let made = try #require(try FileManager.default.attributesOfItem(atPath: piece)[.modificationDate] as? Date)
        _ = try await fixture.composer(facts).compose { _ in }
        let kept = try #require(try FileManager.default.attributesOfItem(atPath: piece)[.modificationDate] as? Date)
        #expect(made == kept)
    }

    @Test("say that nothing is in them") func empty() async throws {
        let fixture = try MJRFixture()
        defer { fixture.folder.remove() }
        try Data().write(to: URL(filePath: fixture.folder.media + "/0001-ines-audio-0.mjr"))
        try Data("MJR00002".utf8).write(to: URL(filePath: fixture.folder.media + "/0001-ines-video-1.mjr.part"))
        let facts = RecordingFacts(start: fixture.start, end: fixture.start + .seconds(3), title: "", people: [])
        await #expect(throws: CompositionFailure.self) { try await fixture.composer(facts).compose { _ in } }
        do {
            _ = try await fixture.composer(facts).compose { _ in }
        } catch let failure as CompositionFailure {
            #expect(failure.isFinal)
            #expect(failure.sentence == "Nobody sent sound or picture while it ran: there is nothing in it.")
        }
    }

    @Test("leave out a stream that cannot be read, at the last") func broken() async throws {
        let (fixture, facts) = try await call()
        defer { fixture.folder.remove() }
        let path = fixture.folder.media + "/0001-ines-video-1.mjr"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for place in 200..<bytes.count where place % 3 == 0 { bytes[place] = 0xAA }
        try Data(bytes).write(to: URL(filePath: path))
        let film = try await fixture.composer(facts, isLenient: true).compose { _ in }
        #expect(abs(film.milliseconds - 10_000) <= 100)
    }

    private func isRed(_ color: [Int]) -> Bool {
        color.count == 3 && color[0] > 120 && color[1] < 100 && color[2] < 100
    }
    private func isBlue(_ color: [Int]) -> Bool {
        color.count == 3 && color[2] > 120 && color[0] < 100 && color[1] < 100
    }
    private func isGreen(_ color: [Int]) -> Bool { color.count == 3 && color[1] > 80 && color[0] < 80 && color[2] < 80 }
}

/// What was told of the progress.
final class Steps: Sendable {
    private let parts = Mutex<[Double]>([])

    var all: [Double] { parts.withLock { $0 } }
    func add(_ part: Double) { parts.withLock { $0.append(part) } }
}
