import Meetings
import Testing

@testable import MeetingsMedia

/// What is shown when, decided without a file.
struct PlanTests {
    private static let start = Timestamp(milliseconds: 1_930_000_000_000)

    private func person(_ id: String, host: Bool = false, _ from: Int64, _ to: Int64?) -> RecordingFacts.Person {
        RecordingFacts.Person(
            id: ParticipantID(id), name: id, isHost: host, joined: Self.start + .seconds(from),
            left: to.map { Self.start + .seconds($0) })
    }

    private func stream(_ id: String, _ kind: TrackKind, _ spans: (Int64, Int64)...) -> RecordedStream {
        RecordedStream(
            stem: "\(id)-\(kind.rawValue)", participant: ParticipantID(id), kind: kind, isVideo: kind != .mic,
            codec: kind == .mic ? "opus" : "vp8",
            spans: spans.map { Self.start.milliseconds + $0.0 * 1000..<Self.start.milliseconds + $0.1 * 1000 })
    }

    private func plan(
        _ seconds: Int64, _ people: [RecordingFacts.Person], _ streams: [RecordedStream], ownerOnly: Bool = false
    ) -> RecordingPlan {
        RecordingPlan(
            RecordingFacts(
                start: Self.start, end: Self.start + .seconds(seconds), title: "Room", people: people,
                isOwnerOnly: ownerOnly), streams: streams)
    }

    /// `0-2 a b | 2-5 [a] b`: seconds, tiles, a screen in brackets.
    private func picture(_ plan: RecordingPlan) -> String {
        plan.segments.map { segment in
            let tiles = segment.tiles.map { $0.isScreen ? "[\($0.name)]" : $0.name + ($0.pictures.isEmpty ? "" : "*") }
            return (["\(segment.frames.lowerBound / 25)-\(segment.frames.upperBound / 25)"] + tiles)
                .joined(separator: " ")
        }.joined(separator: " | ")
    }

    @Test("is cut where somebody comes, goes or shows a screen") func cuts() {
        let plan = plan(
            20, [person("a", host: true, -5, nil), person("b", 4, 18)],
            [stream("a", .camera, (0, 20)), stream("a", .mic, (0, 20)), stream("b", .screen, (8, 12))])
        #expect(picture(plan) == "0-4 a* | 4-8 a* b | 8-12 [b] a* b | 12-18 a* b | 18-20 a*")
        #expect(plan.segments.map(\.sounds.count) == [1, 1, 1, 1, 1])
        #expect(plan.segments[1].sounds == [RecordingPlan.Clip(stem: "a-mic", frames: 0..<100, offset: 4000)])
    }

    @Test("is not cut twice within a second")
    func short() {
        let plan = plan(10, [person("a", 0, nil), person("b", 5, nil), person("c", 5, 6)], [])
        #expect(picture(plan) == "0-5 a | 5-6 a b c | 6-10 a b")
        #expect(RecordingPlan.segments(at: [100, 110, 240], frames: 250) == [0..<100, 100..<250])
        #expect(RecordingPlan.segments(at: [10], frames: 20) == [0..<20])
        #expect(RecordingPlan.segments(at: [], frames: 12_001).map(\.count) == [4000, 4000, 4001])
    }

    @Test("shows a camera while it sends, and from the place in its file that belongs there") func clips() {
        let plan = plan(20, [person("a", 0, nil)], [stream("a", .camera, (-3, 6), (12, 30))])
        let pictures = plan.segments.flatMap(\.tiles).flatMap(\.pictures)
        #expect(
            pictures == [
                RecordingPlan.Clip(stem: "a-camera", frames: 0..<150, offset: 3000),
                RecordingPlan.Clip(stem: "a-camera", frames: 300..<500, offset: 15_000),
            ])
    }

    @Test("shows hosts alone where only the owner is to be seen") func ownerOnly() {
        let plan = plan(
            8, [person("a", host: true, 0, nil), person("b", 0, nil)],
            [
                stream("a", .camera, (0, 8)), stream("b", .camera, (0, 8)), stream("b", .mic, (0, 8)),
                stream("b", .screen, (4, 8)),
            ],
            ownerOnly: true)
        #expect(picture(plan) == "0-4 a* | 4-8 [b] a*")
        #expect(plan.segments[0].sounds.map(\.stem) == ["b-mic"])
    }

    @Test("has room for twenty-five, those with a picture first, in the order of entry") func crowd() {
        let people = (0..<40).map { person("p\($0)", 0, nil) }
        let plan = plan(2, people, [stream("p39", .camera, (0, 2))])
        let names = plan.segments[0].tiles.map(\.name)
        #expect(names == (0..<24).map { "p\($0)" } + ["p39"])
        #expect(self.plan(2, people, [stream("p39", .screen, (0, 2))]).segments[0].tiles.count == 6)
    }

    @Test("has places that do not overlap and are all in the picture", arguments: 1...25) func places(count: Int) {
        for hasScreen in [false, true] {
            let stage = Stage(screen: hasScreen)
            let areas = stage.areas(min(count, stage.places)) + (hasScreen ? [Stage.screen] : [])
            for (index, area) in areas.enumerated() {
                #expect(area.x >= 0 && area.y >= 0 && area.width > 100 && area.height > 60)
                #expect(area.x + area.width <= Stage.width && area.y + area.height <= Stage.height)
                #expect([area.x, area.y, area.width, area.picture.height].allSatisfy { $0 % 2 == 0 })
                for other in areas[(index + 1)...] {
                    #expect(
                        area.x + area.width <= other.x || other.x + other.width <= area.x
                            || area.y + area.height <= other.y || other.y + other.height <= area.y)
                }
            }
        }
    }

    @Test("knows a pause from a slow picture") func spans() {
        let times: [UInt32] = [5, 55, 105, 2105, 6105, 6155]
        #expect(MJRFile.spans(times, from: 1000, quiet: 3000) == [1000..<3140, 7100..<7190])
        #expect(MJRFile.spans([], from: 1000, quiet: 3000).isEmpty)
    }

    @Test(
        "knows its files by their names",
        arguments: [
            ("0001-ab-cd-audio-0.mjr", "1 ab-cd false 0001-ab-cd-audio-0 false"),
            ("0012-ab-video-1.mjr.part", "12 ab true 0012-ab-video-1 true"), ("0001-ab-data-0.mjr", nil),
            ("notes.txt", nil), ("ab-audio-0.mjr", nil), ("0001-ab-video-x.mjr", nil),
        ] as [(String, String?)]) func names(text: String, expected: String?)
    {
        let name = RecordedFileName(text)
        #expect(name.map { "\($0.sequence) \($0.participant) \($0.isVideo) \($0.stem) \($0.isOpen)" } == expected)
    }

    @Test("is dark enough for white words", arguments: ["#fff", "#0a84ff", "#ffff00", "#000", "red", "#12", nil])
    func colors(color: String?) {
        let colors = FilmColors(color)
        #expect(FilmColors.contrastOfWhite(on: colors.ground) >= FilmColors.contrast)
        #expect(colors.text.count == 8 && colors.text.hasPrefix("0x"))
    }

    @Test("has no word from outside in a command") func hostile() {
        let evil = "x':[a];\\%{pts}\n/etc/passwd"
        let segment = RecordingPlan.Segment(
            frames: 0..<50,
            tiles: [
                RecordingPlan.Tile(area: Stage(screen: false).areas(1)[0], name: evil, isScreen: false, pictures: [])
            ], sounds: [])
        let lines = FilmText.lines(of: segment, title: evil)
        #expect(lines.count == 2 && !lines[0].text.contains("\n"))
        let labels = lines.map {
            SegmentCommand.Label(file: "text-0.txt", font: FilmText.usualFont, size: $0.size, area: $0.area)
        }
        let command = SegmentCommand(
            segment: segment, pictures: [], sounds: [], colors: FilmColors(nil), labels: labels, threads: 1
        ).command(to: "part.mov")
        #expect(!command.words.contains { $0.contains("pts}") || $0.contains("passwd") })
        #expect(!FilmText.isPlain("/a:b") && !FilmText.isPlain("a") && FilmText.isPlain("/usr/share/f-1_2.ttf"))
        #expect(!FilmCommand.font(for: evil).words.contains { $0.contains("'") })
    }
}
