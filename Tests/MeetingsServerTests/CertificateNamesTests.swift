import Testing

@testable import MeetingsServer

@Suite("Names of a certificate")
struct CertificateNamesTests {
    static let usual: Set<String> = ["localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"]

    @Test(
        "are those by which clients may call this server",
        arguments: [
            ("127.0.0.1", nil, "desk", ["desk"]),
            ("0.0.0.0", nil, "Desk.local", ["desk.local"]),
            ("::", "https://meet.example.com", "desk", ["desk", "meet.example.com"]),
            ("192.168.1.5", "https://Meet.Example.com:8443/x", "desk", ["desk", "meet.example.com", "192.168.1.5"]),
            ("::1", "https://[2001:db8::5]:7480", "desk", ["desk", "2001:db8:0:0:0:0:0:5"]),
            ("127.0.0.1", "not a url", "3f2b1c0d9e8f", []),
            ("127.0.0.1", "https://ü.example", "bad name", []),
            ("127.0.0.1", "https://", "", []),
        ] as [(String, String?, String, Set<String>)])
    func names(host: String, publicURL: String?, machine: String, more: Set<String>) {
        let names = CertificateNames(host: host, publicURL: publicURL, machine: machine)
        #expect(names.all == Self.usual.union(more))
    }
}
