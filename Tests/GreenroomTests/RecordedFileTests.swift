import Foundation
import Meetings
import MeetingsStore
import MeetingsWire
import Testing

@testable import greenroom

@Suite("Files of recorded events")
struct RecordedFileTests {
    private static func path() -> String { "\(NSTemporaryDirectory())/recorded-\(UUID().uuidString).ndjson" }

    private static func line(_ number: Int, name: String = "Ines") -> String {
        let time = Timestamp(milliseconds: 1_930_383_727_000 + Int64(number) * 1000).iso8601
        return #"{"sequence":\#(number),"at":"\#(time)","name":"session:participant:joined","room_id":"r","#
            + #""session_id":"s","body":{"event":"session:participant:joined","participant_id":"p\#(number)","#
            + #""session_id":"s","room_id":"r","name":"\#(name)","type":"Guest","is_host":false}}"#
    }

    private func file(_ lines: [String], end: String = "\n") throws -> RecordedFile {
        let path = Self.path()
        try (lines.joined(separator: "\n") + end).write(toFile: path, atomically: true, encoding: .utf8)
        return try RecordedFile(path: path)
    }

    @Test("all lines are found, each where it stands, also when they were written out of order")
    func index() throws {
        let numbers = Array(1...3000).filter { $0 != 700 } + [700, 12]
        let file = try file(numbers.map { Self.line($0, name: "name \($0)") })
        let index = try file.index()
        #expect(index.log.count == 3000)
        #expect(index.repetitions == 1)
        #expect(index.faultCount == 0)
        for place in stride(from: 0, to: 3000, by: 37) + [699, 700, 2999] {
            let envelope = try EventEnvelopeJSON.read(file.line(at: index.offset(at: place)))
            #expect(envelope.sequence == Int64(place) + 1)
            #expect(index.log[place].subject == "name \(place + 1)")
        }
    }

    @Test("what is no event is told with its line, and the rest is read")
    func faults() throws {
        let lines = [
            Self.line(1), "{", Self.line(2).replacing("joined\",\"room_id", with: "sang\",\"room_id"),
            Self.line(3, name: #"a\u0022b"#), "", Self.line(4).replacing(#""body""#, with: #" "body""#),
            #"{"sequence":9,"at":"2031-03-04T09:10:00.412Z","name":"x","room_id":null,"session_id":null,"body":{"event":"x"}}"#,
        ]
        let index = try file(lines, end: "\n" + String(Self.line(5).dropLast(9))).index()
        #expect(index.faults.map(\.line) == [2, 7, 8])
        #expect((0..<index.log.count).map { index.log[$0].sequence } == [1, 2, 3, 4])
        #expect(index.log[2].subject == "a\"b")
        #expect(index.summary.contains("3 bad lines; line 2"))
    }

    @Test("the end of a long file is there at once, and a line longer than a piece is read")
    func tail() throws {
        let file = try file(
            (1...4000).map { Self.line($0) } + [Self.line(4001, name: String(repeating: "x", count: 1_500_000))])
        let tail = try file.tail(bytes: 3_000_000)
        #expect(tail.count > 100)
        #expect(tail.sequence(at: tail.count - 1) == 4001)
        let index = try file.index()
        #expect(index.log.count == 4001)
        #expect(index.log[4000].subject.count == 200)
    }

    @Test("an empty file and one without any event are no failure")
    func empty() throws {
        #expect(try file([], end: "").index().log.isEmpty)
        #expect(try file(["hello"]).index().faultCount == 1)
        #expect(try file([], end: "").tail().isEmpty)
    }

    @Test("time travel in a file goes to numbers and times, and steps both ways")
    func travel() async throws {
        let file = try file((1...2500).map { Self.line($0 * 2) })
        let traveller = TimeTraveller(archive: RecordedArchive(file: file, index: try file.index()))
        func inside(_ moment: Moment) async throws -> (Int64, Int) {
            let there = try await traveller.travel(to: moment)
            return (there.sequence, there.state.peopleInside)
        }
        #expect(try await inside(.sequence(4001)) == (4000, 2000))
        #expect(try await inside(.step(from: 4000, by: -1)) == (3998, 1999))
        #expect(try await inside(.step(from: 4000, by: 3)) == (4006, 2003))
        #expect(try await inside(.step(from: 2, by: -1)) == (0, 0))
        #expect(try await inside(.step(from: 5000, by: 1)) == (5000, 2500))
        #expect(try await inside(.time(Timestamp(milliseconds: 1_930_383_727_000 + 101_500))) == (100, 50))
        #expect(try await inside(.sequence(.max)) == (5000, 2500))
    }

    @Test("recording goes on after the last whole line, and not in a file of something else")
    func resume() throws {
        let path = Self.path()
        try (Self.line(1) + "\n" + Self.line(2) + "\n" + Self.line(3).prefix(50))
            .write(toFile: path, atomically: true, encoding: .utf8)
        let recorder = try EventRecorder(path: path)
        #expect(recorder.last == 2)
        let event = try EventEnvelopeJSON.read(Array(Self.line(3).utf8))
        _ = try recorder.write(event)
        try recorder.finish()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == (1...3).map { Self.line($0) + "\n" }.joined())
        let other = Self.path()
        try "no event\n".write(toFile: other, atomically: true, encoding: .utf8)
        #expect(throws: CommandFailure.self) { try EventRecorder(path: other) }
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "no event\n")
    }
}

@Suite("Writing things out")
struct ExportTests {
    @Test(
        "cells are quoted where commas and lines would tear them, and never become formulas",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
            ("=1+1", "'=1+1"), ("+49", "'+49"), ("@x", "'@x"), ("-x", "'-x"), ("-5", "-5"), ("-1+cmd", "'-1+cmd"),
            ("=a,b", "\"'=a,b\""), ("\tx", "'\tx"), ("", ""),
        ])
    func cells(text: String, cell: String) { #expect(CSVLine.cell(text) == cell) }

    @Test("a file that is there is left as it is")
    func noOverwriting() throws {
        let path = "\(NSTemporaryDirectory())/export-\(UUID().uuidString)"
        try ExportFile(path: path).write(Array("first".utf8))
        #expect(throws: CommandFailure.self) { try ExportFile(path: path).write(Array("second".utf8)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "first")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).allSatisfy {
                !$0.hasSuffix(".new") || !path.contains($0)
            })
    }

    @Test("a body is shown with a line for each value, and nothing in it steers the terminal")
    func indented() {
        let body = #"{"event":"x","name":"a\u001b[2Jb","list":[1,{"y":null}],"none":{}}"#
        #expect(
            JSONLines.text(Array(body.utf8)) == [
                "{", #"  "event": "x","#, #"  "name": "a\u001b[2Jb","#, #"  "list": ["#, "    1,", "    {",
                #"      "y": null"#, "    }", "  ],", #"  "none": {}"#, "}",
            ])
    }
}
