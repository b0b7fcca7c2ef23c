import HTTPTypes
import Meetings
import Testing

@testable import MeetingsServer

@Suite("Any request")
struct RequestTests {
    @Test(
        "is refused unless its percent-encoding is whole UTF-8",
        arguments: [
            ("/", true), ("/a/b?c=d", true), ("/%41", true), ("/%c3%a4", true), ("/%C3%A4/%e2%82%ac", true),
            ("/ä", true), ("/%", false), ("/%4", false), ("/%4x", false), ("/%%41", false), ("/%00", false),
            ("/%c3", false), ("/%ff", false), ("/%c3/%a4", false), ("/%ed%a0%80", false), ("/%c0%80", false),
            ("/x?a=%", false), ("/x?a=%25", true),
        ])
    func percentEncoding(text: String, isWhole: Bool) { #expect(PercentEncoding.isWhole(text) == isWhole) }

    @Test(
        "keeps an id of its own that is harmless in a log",
        arguments: [
            ("abc-123_x.y:z/1+2=", true), (String(repeating: "a", count: 128), true),
            (String(repeating: "a", count: 129), false), ("", false), ("two words", false), ("quote\"", false),
            ("ä", false), ("a\u{1B}[31m", false), ("a,b", false), ("{}", false),
        ])
    func ids(text: String, isHarmless: Bool) throws {
        #expect(RequestID.isHarmless(text) == isHarmless)
        let field = try #require(RequestID.field)
        var fields = HTTPFields()
        fields[field] = text
        #expect((RequestID.of(fields) == text) == isHarmless)
        #expect(RequestID.of([:]) != RequestID.of([:]))
    }

    @Test(
        "learns which methods a path takes",
        arguments: [
            ("/rooms", ["GET", "HEAD", "POST"]), ("/rooms/", ["GET", "HEAD", "POST"]), ("/rooms/1", ["GET", "HEAD"]),
            ("/rooms/admit", ["POST"]), ("/rooms/1/2", []), ("/", []), ("/themes", ["DELETE"]),
        ])
    func methods(path: String, methods: [String]) {
        let paths = KnownPaths()
        paths.learn([
            ("/rooms", .get), ("/rooms", .post), ("/rooms/{room_id}", .get), ("/rooms/admit", .post),
            ("/themes", .delete),
        ])
        #expect(paths.methods(of: path) == methods)
    }
}
