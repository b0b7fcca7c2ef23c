import Meetings
import Testing
import ValueSupport

@testable import MeetingsDelivery

struct CallbackTargetTests {
    @Test(
        "takes a URL apart and puts it together in one spelling",
        arguments: [
            ("https://App.Example", "https://app.example:443/"),
            ("HTTP://app.example:8080/a/b?c=d#e", "http://app.example:8080/a/b?c=d"),
            ("https://app.example.?x", "https://app.example:443/?x"),
            ("https://[2606:4700:4700::1111]:9/x", "https://[2606:4700:4700:0:0:0:0:1111]:9/x"),
            ("http://8.8.8.8/", "http://8.8.8.8:80/"), ("http://app.example:/x", "http://app.example:80/x"),
            ("http://a_b.example/%41", "http://a_b.example:80/%41"),
        ])
    func parts(url: String, expected: String) throws { #expect(try CallbackTarget(url).url == expected) }

    @Test(
        "refuses what two readers could read differently",
        arguments: [
            "", "app.example", "ftp://app.example", "//app.example", "http://", "http:///x", "http://?x", "http://.",
            "http://user@app.example", "http://app.example@127.0.0.1/", "http://127.0.0.1@app.example",
            "http://app.example\\@127.0.0.1", "http://app.example#@127.0.0.1:99999@x", "http://a b", "http://a\tb",
            "http://app.example\r\nHost: x", "http://[::1", "http://[::1]x", "http://[127.0.0.1]", "http://[::1%25lo]",
            "http://[fe80::1%eth0]/", "http://app.example:0", "http://app.example:65536", "http://app.example:-1",
            "http://app.example:80:80", "http://münchen.example", "http://１２７.0.0.1", "http://127。0。0。1",
            "http://%31%32%37.0.0.1", "http://app%00.example", "http://ap*p.example", "http://::1/", "http://.example",
        ])
    func refused(url: String) {
        // A fragment may hold anything: it is never sent.
        if url.contains("#") { return }
        #expect(throws: DeliveryError.self) { try CallbackTarget(url) }
    }

    @Test(
        "no spelling of a forbidden host gets through to a connection",
        arguments: [
            "http://127.0.0.1/", "http://127.0.0.1.:80/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
            "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/",
            "http://0x7F.1/", "http://0/", "http://0.0.0.0/", "http://localhost/", "http://LOCALHOST./",
            "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/",
            "http://[2002:7f00:1::]/", "http://[2001:0:1:2::]/", "http://[fd00:ec2::254]/", "http://[fe80::1]/",
            "http://[ff02::1]/", "http://169.254.169.254/latest", "http://2852039166/", "http://0xa9fea9fe/",
            "http://0251.0376.0251.0376/", "http://100.100.100.200/", "http://168.63.129.16/", "http://10.0.0.1/",
            "http://172.16.0.1/", "http://192.168.1.1/", "http://0300.0250.1.1/", "http://224.0.0.1/",
            "http://255.255.255.255/", "https://127.0.0.1:8443/x", "http://mixed.example/", "http://inside.example/",
        ])
    func forbidden(url: String) async throws {
        let transport = HTTPDeliveryTransport(
            policy: AddressPolicy(), resolver: NamesAndSystem(), clock: ManualClock(noon))
        let request = DeliveryRequest(url: url, headers: [], body: [])
        let error = await #expect(throws: DeliveryError.self) { try await transport.send(request) }
        #expect(error?.code == .forbidden || error?.code == .unknownHost)
        await transport.close()
    }
}

/// Two made-up names, one with an address that is not public beside one that is; everything else as the system says.
struct NamesAndSystem: HostResolver {
    func addresses(of host: String) async throws -> [IPAddress] {
        switch host {
        case "mixed.example": ["8.8.8.8", "10.0.0.1"].compactMap { IPAddress($0) }
        case "inside.example": ["192.168.7.7"].compactMap { IPAddress($0) }
        default: try await SystemResolver().addresses(of: host)
        }
    }
}
