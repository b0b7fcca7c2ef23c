import FoundationEssentials
import Meetings
import MeetingsCallbacks
import Testing

@Suite("Why a callback is not believed")
struct CallbackExaminationTests {
    private static let pretty = Array("{ \"event\": \"room:expired\",\n  \"name\": \"gr\\u00f6\\/\u{DF}e\" }\n".utf8)
    private static let compact = Array(#"{"event":"room:expired","name":"grö/ße"}"#.utf8)

    private func examination(
        _ secret: String = Signer.signatureSecret, _ webhook: String? = Signer.webhookSecretText
    ) throws -> CallbackExamination {
        CallbackExamination(
            signatureSecrets: [secret], webhookSecrets: try [webhook].compactMap(\.self).map { try WebhookSecret($0) })
    }

    private func headers(over body: [UInt8]) throws -> CallbackHeaders {
        CallbackHeaders(
            CallbackSignature.headers(
                apiKey: "key", applicationID: ApplicationID("a"), signatureSecret: Signer.signatureSecret,
                webhookSecret: try WebhookSecret(Signer.webhookSecretText), webhookID: "msg_1", body: body,
                now: Signer.now, tokenID: "t1"))
    }

    private func bad(_ report: CallbackReport) -> [String] {
        report.checks.filter { $0.verdict == .bad }.map(\.subject)
    }

    @Test("one that is whole is believed, and each check says so")
    func good() throws {
        let report = try examination().report(headers(over: Signer.body), body: Signer.body, now: Signer.now)
        #expect(report.isBelieved && report.checks.allSatisfy { $0.verdict == .good })
        #expect(
            report.checks.map(\.subject) == [
                "algorithm", "JWT signature", "payload_hash", "iat", "webhook-signature", "webhook-timestamp",
            ])
    }

    @Test("it says the same as the verifier, whatever was changed")
    func agreement() throws {
        let verifier = try Signer.verifier()
        let whole = try headers(over: Signer.body)
        var cases: [(CallbackHeaders, [UInt8], Timestamp)] = []
        for seconds in [-400, -299, 0, 299, 400] { cases.append((whole, Signer.body, Signer.now + .seconds(seconds))) }
        for change in [
            { $0.authorization = nil }, { $0.authorization = "Bearer x" }, { $0.webhookSignature = nil },
            { $0.webhookSignature = "v1,AAAA" }, { $0.webhookTimestamp = "x" }, { $0.webhookID = "other" },
            { $0.webhookID = nil },
        ] as [(inout CallbackHeaders) -> Void] {
            var changed = whole
            change(&changed)
            cases.append((changed, Signer.body, Signer.now))
        }
        cases.append((whole, Signer.body + [10], Signer.now))
        cases.append((CallbackHeaders(), Signer.body, Signer.now))
        for (headers, body, now) in cases {
            let isBelieved = (try? verifier.verify(headers, body: body, now: now)) != nil
            let report = try examination().report(headers, body: body, now: now)
            #expect(report.isBelieved == isBelieved, "\(headers) \(report.summary)")
        }
    }

    @Test("a wrong secret is told from a changed body")
    func wrongSecret() throws {
        let other = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
        let signed = try headers(over: Signer.body)
        let report = try examination("not this one", other).report(signed, body: Signer.body, now: Signer.now)
        #expect(bad(report) == ["JWT signature", "webhook-signature"])
        #expect(report.checks.contains { $0.subject == "payload_hash" && $0.verdict == .good })
        let webhookOnly = try examination(Signer.signatureSecret, other)
            .report(signed, body: Signer.body, now: Signer.now)
        #expect(webhookOnly.summary.contains("another webhook secret"))
        for report in [report, webhookOnly] {
            for secret in ["not this one", other, Signer.webhookSecretText] {
                #expect(!report.checks.contains { $0.sentence.contains(secret) })
            }
        }
    }

    @Test(
        "a body that was spelt anew is recognised",
        arguments: [
            (compact + [10], "Without the line end"), (compact + [13, 10], "Without the line end"),
            (Array("  ".utf8) + compact, "Without the blanks around it"),
            (Array("{ \"event\": \"room:expired\", \"name\": \"grö/ße\" }".utf8), "Written without blanks"),
            (pretty, "letters in place of escapes"),
        ])
    func respelt(body: [UInt8], hint: String) throws {
        let report = try examination().report(headers(over: Self.compact), body: body, now: Signer.now)
        #expect(bad(report) == ["payload_hash", "webhook-signature"] && !report.isBelieved)
        for check in report.checks where check.verdict == .bad {
            #expect(check.sentence.contains(hint), "\(check.sentence)")
        }
    }

    @Test("both hashes are shown when nothing explains the change")
    func changed() throws {
        let report = try examination().report(headers(over: Self.compact), body: Signer.body, now: Signer.now)
        let sentence = report.checks.first { $0.subject == "payload_hash" }?.sentence ?? ""
        let hashes = sentence.split { !$0.isHexDigit }.filter { $0.count == 64 }
        #expect(Set(hashes).count == 2 && sentence.contains("No usual change explains it"))
    }

    @Test("another algorithm, an old time and missing fields are named")
    func others() throws {
        let none = "Bearer eyJhbGciOiJub25lIn0.e30."
        let report = try examination(Signer.signatureSecret, nil)
            .report(CallbackHeaders(authorization: none), body: [], now: Signer.now)
        #expect(bad(report) == ["algorithm"])
        let late = try examination().report(
            headers(over: Signer.body), body: Signer.body, now: Signer.now + .seconds(301))
        #expect(bad(late) == ["iat", "webhook-timestamp"])
        var partial = try headers(over: Signer.body)
        partial.webhookID = nil
        #expect(try bad(examination().report(partial, body: Signer.body, now: Signer.now)) == ["webhook-signature"])
        let empty = try examination().report(CallbackHeaders(), body: [], now: Signer.now)
        #expect(!empty.isBelieved)
    }

    @Test("without a secret nothing is proved, but a changed body is seen")
    func noSecret() throws {
        let blind = CallbackExamination()
        #expect(!blind.hasSecrets)
        let signed = try headers(over: Signer.body)
        #expect(!blind.report(signed, body: Signer.body, now: Signer.now).isBelieved)
        #expect(bad(blind.report(signed, body: Signer.body, now: Signer.now)).isEmpty)
        #expect(bad(blind.report(signed, body: Signer.body + [32], now: Signer.now)) == ["payload_hash"])
    }

    @Test("a request is read as it was written down, its body byte for byte")
    func reading() throws {
        let head = "POST /hook HTTP/1.1\r\nHost: a\r\nWebhook-Id:  m1\r\nauthorization: Bearer x\r\n\r\n"
        let request = try #require(ReceivedRequest(Array(head.utf8) + [0x7B, 0x0A, 0xFF]))
        #expect(request.headers.webhookID == "m1" && request.headers.authorization == "Bearer x")
        #expect(request.body == [0x7B, 0x0A, 0xFF])
        #expect(ReceivedRequest(Array("no field here\n\nbody".utf8)) == nil)
        #expect(ReceivedRequest([]) == nil)
    }
}
