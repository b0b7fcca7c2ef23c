import Testing

@testable import greenroom

@Suite("Another profile in the same terminal")
struct ProfileChangeTests {
    @Test("starts the dashboard with the profile and the flags about the operator")
    func arguments() {
        let change = ProfileChange(to: "stage", flags: ["--light"], program: "greenroom", environment: [:])
        #expect(change.arguments == ["greenroom", "dashboard", "--profile", "stage", "--light"])
    }

    @Test("leaves out what would win over the profile, and nothing else")
    func environment() {
        let change = ProfileChange(
            to: "stage", flags: [], program: "greenroom",
            environment: [
                "HOME": "/home/dana", "GREENROOM_SERVER": "http://a", "GREENROOM_APPLICATION_ID": "1",
                "GREENROOM_PRIVATE_KEY": "k", "GREENROOM_PROFILE": "prod", "GREENROOM_LISTEN": "127.0.0.1:1",
                "GREENROOM_WEBHOOK_SECRET": "s", "GREENROOM_ENVIRONMENT": "PROD", "GREENROOM_READ_ONLY": "true",
                "TERM": "xterm",
            ])
        #expect(change.environment == ["HOME": "/home/dana", "GREENROOM_READ_ONLY": "true", "TERM": "xterm"])
    }
}
