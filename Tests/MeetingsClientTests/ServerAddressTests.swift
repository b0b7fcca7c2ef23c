import MeetingsClient
import Testing

@Suite("The address of a server")
struct ServerAddressTests {
    @Test(
        "gets the prefix of the API unless it has one",
        arguments: [
            ("http://localhost:8080", "http://localhost:8080/v1/meetings"),
            ("http://localhost:8080/", "http://localhost:8080/v1/meetings"),
            ("https://meet.example.org", "https://meet.example.org/v1/meetings"),
            ("https://api-eu.vonage.com/v1/meetings", "https://api-eu.vonage.com/v1/meetings"),
            ("https://api-eu.vonage.com/meetings/", "https://api-eu.vonage.com/meetings"),
            ("https://api-eu.vonage.com/beta/meetings", "https://api-eu.vonage.com/beta/meetings"),
            ("http://[::1]:8080", "http://[::1]:8080/v1/meetings"),
            ("http://host/under/a/path", "http://host/under/a/path/v1/meetings"),
            ("HTTP://meetings", "HTTP://meetings/v1/meetings"),
        ])
    func base(typed: String, expected: String) throws {
        #expect(try ServerAddress(typed).base == expected)
    }

    @Test(
        "is refused with advice when it is none",
        arguments: [
            "", "localhost:8080", "localhost", "ftp://host", "http://", "http:///v1", "http://ho st", "http://host?x=1",
            "http://host#x", "http://me:pw@host", "http:/host", "http://host\u{1B}[31m", "http://hóst",
        ])
    func refused(typed: String) {
        let error = #expect(throws: ClientError.self) { try ServerAddress(typed) }
        #expect(error?.code == .badServer)
        #expect(error?.message.contains("Write it as http://HOST:PORT") == true)
        #expect(error?.message.contains("\u{1B}") == false && error?.message.contains("pw") == false)
    }

    @Test("is shown without its path")
    func shown() throws {
        #expect(try ServerAddress("http://host:80/v1/meetings").description == "http://host:80")
    }

    @Test("keeps ids from a server in their place")
    func escaping() throws {
        let address = try ServerAddress("http://h")
        #expect(address.url(["rooms", "../x?y#z %é"]) == "http://h/v1/meetings/rooms/..%2Fx%3Fy%23z%20%25%C3%A9")
        #expect(address.url(["rooms", ".."]) == "http://h/v1/meetings/rooms/%2E%2E")
        #expect(address.url(["r"], query: [("a b", "c&d"), ("e", "1")]) == "http://h/v1/meetings/r?a%20b=c%26d&e=1")
    }
}
