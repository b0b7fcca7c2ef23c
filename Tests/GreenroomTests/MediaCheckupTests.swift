import MeetingsMedia
import Testing

@testable import greenroom

@Suite("What doctor says of sound and picture")
struct MediaCheckupTests {
    private let machine = MediaMachine(
        janus: "/usr/bin/janus", library: "/usr/lib/x86_64-linux-gnu/janus", hasPlugin: true, hasTransport: true,
        coturn: "/usr/bin/turnserver", interfaces: [.init("eth0", ["192.0.2.2"])], cores: 2)

    @Test("names what is there and what to open in the firewall")
    func fine() {
        let report = DoctorReport(findings: MediaCheckup.findings(MediaSettings(), on: machine))
        #expect(
            report.text == """
                OK    media server   /usr/bin/janus is installed, with its plugins in /usr/lib/x86_64-linux-gnu/janus.
                OK    media ports    UDP 20000-24999 is free for 2500 people at once; open it in the firewall.
                OK    media network  Media goes through eth0 (192.0.2.2).
                OK    TURN           /usr/bin/turnserver is installed. Open 3478 (UDP and TCP) and UDP 25000-26999.

                """)
    }

    @Test("warns of what is missing, with the command that brings it, and fails for none")
    func missing() {
        var bare = machine
        (bare.janus, bare.coturn) = (nil, nil)
        let findings = MediaCheckup.findings(MediaSettings(interfaces: ["eth9"]), on: bare)
        #expect(findings.map(\.verdict) == [.warning, .ok, .warning, .warning])
        #expect(findings[0].fix?.contains("apt-get install --no-install-recommends janus") == true)
        #expect(findings[2].fix == "Name one or more of eth0, or leave the key out.")
        #expect(findings[3].fix?.contains("coturn") == true)
    }
}
