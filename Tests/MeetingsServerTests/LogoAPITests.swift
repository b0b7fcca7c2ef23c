import Meetings
import MeetingsServer
import ServerSupport
import Testing
import ValueSupport

/// How a theme gets its pictures.
struct LogoAPITests {
    private static let start = Timestamp(milliseconds: 1_930_000_000_000)

    /// A server, its caller and a theme.
    private func stage(
        _ body: @escaping @Sendable (TestServer, APICaller, String, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock(Self.start)
        try await TestServer.with(clock: clock) { server in
            let caller = try await server.caller(now: Double(clock.now.seconds))
            let theme = try await caller.call("POST", "/themes", ##"{"main_color":"#123456","brand_text":"B"}"##)
            try await body(server, caller, try #require(theme.string("theme_id")), clock)
        }
    }

    @Test("the grants come for the white, the coloured logo and the favicon, with the fields that clients know")
    func grants() async throws {
        try await stage { server, caller, _, _ in
            let grants = try #require(try await caller.call("GET", "/themes/logos-upload-urls").value()).elements
            #expect(grants.compactMap { $0["fields"]?["logoType"]?.string } == ["white", "colored", "favicon"])
            for grant in grants {
                guard case .object(let fields) = grant["fields"] else {
                    Issue.record("no fields")
                    continue
                }
                #expect(
                    Set(fields.keys) == [
                        "Content-Type", "key", "logoType", "bucket", "X-Amz-Algorithm", "X-Amz-Credential",
                        "X-Amz-Date",
                        "X-Amz-Security-Token", "Policy", "X-Amz-Signature",
                    ])
                #expect(grant["url"]?.string == server.url + "/_/uploads")
                let kind = fields["logoType"]?.string ?? ""
                #expect(fields["key"]?.string?.hasPrefix("auto-expiring-temp/logos/\(kind)/") == true)
            }
        }
    }

    @Test("an uploaded picture becomes the theme's, is served, and gives way to the next one")
    func life() async throws {
        try await stage { server, caller, theme, _ in
            let picture = Picture.painted(clear: (0, 0)).png
            let first = try await caller.finalized(picture, .colored, theme)
            #expect(first.status == 200)
            #expect(first.text == "OK")
            let shown = try await caller.call("GET", "/themes/\(theme)")
            let key = try #require(shown.string("brand_image_colored"))
            let url = try #require(shown.string("brand_image_colored_url"))
            #expect(url == "\(server.url)/_/\(key)")
            #expect(shown.value("brand_image_white") == .null)
            let anybody = APICaller(base: server.url, token: nil)
            let served = try await anybody.call("GET", url)
            #expect(served.bytes == picture)
            #expect(served.headers["content-type"] == "image/png")
            #expect(served.headers["x-content-type-options"] == "nosniff")
            #expect(served.headers["cache-control"]?.contains("immutable") == true)
            #expect(try await caller.finalized(Picture().png, .colored, theme).status == 200)
            #expect(try await anybody.call("GET", url).status == 404)
            let names = try await caller.call("GET", "/events").value("_embedded", "events")?.elements ?? []
            #expect(names.filter { $0["name"]?.string == "theme:updated" }.count == 2)
            #expect(names.last?["body"]?["theme"]?["brand_image_colored_url"]?.string?.hasPrefix(server.url) == true)
            _ = try await caller.call("DELETE", "/themes/\(theme)")
            #expect(try await anybody.call("GET", "\(server.url)/_/\(key)").status == 404)
        }
    }

    @Test("all pictures of a request are taken, or none")
    func allOrNothing() async throws {
        try await stage { _, caller, theme, _ in
            let good = try await caller.upload(Picture().png, .white)
            let opaque = try await caller.upload(Picture.painted(clear: nil).png, .colored)
            let large = try await caller.upload(Picture(width: 64, height: 64).png, .favicon)
            let text = try await caller.upload(Array("no picture".utf8), .favicon)
            let keys = [good.key, opaque.key, large.key, text.key, "nobody's"]
            let list = keys.map { "\"\($0)\"" }.joined(separator: ",")
            let refused = try await caller.call("PUT", "/themes/\(theme)/finalizeLogos", "{\"keys\":[\(list)]}")
            #expect(refused.status == 400)
            #expect(refused.string("message") == "could not finalize logos")
            #expect(refused.string("name") == "BadRequestError")
            let errors = refused.value("errors")?.elements ?? []
            #expect(errors.compactMap { $0["logoKey"]?.string } == Array(keys.dropFirst()))
            #expect(errors.map { $0["invalidProperty"]?.string } == ["transparent_bg", "dimensions", "type", nil])
            #expect(errors.last?["code"]?.string == "key_not_found")
            #expect(try await caller.call("GET", "/themes/\(theme)").value("brand_image_white") == .null)
            // The good one is still there, and a key may stand in an object.
            let taken = try await caller.call(
                "PUT", "/themes/\(theme)/finalizeLogos", "{\"keys\":[{\"key\":\"\(good.key)\"}]}")
            #expect(taken.status == 200)
            let again = try await caller.call("PUT", "/themes/\(theme)/finalizeLogos", "{\"keys\":[\"\(good.key)\"]}")
            #expect(again.string("errors", "0", "code") == "key_not_found")
        }
    }

    @Test("another application's upload and another application's theme are not there")
    func foreign() async throws {
        try await TestServer.with { server in
            let (caller, other) = (try await server.caller(), try await server.secondApplication())
            let body = ##"{"main_color":"#123456","brand_text":"B"}"##
            let theme = try #require(try await caller.call("POST", "/themes", body).string("theme_id"))
            let otherTheme = try #require(try await other.call("POST", "/themes", body).string("theme_id"))
            let upload = try await caller.upload(Picture().png, .white)
            let keys = "{\"keys\":[\"\(upload.key)\"]}"
            #expect(try await other.call("PUT", "/themes/\(theme)/finalizeLogos", keys).status == 404)
            let refused = try await other.call("PUT", "/themes/\(otherTheme)/finalizeLogos", keys)
            #expect(refused.string("errors", "0", "code") == "key_not_found")
            #expect(try await caller.call("PUT", "/themes/\(theme)/finalizeLogos", keys).status == 200)
        }
    }

    @Test("an upload that the grant does not allow is refused as S3 refused it", arguments: UploadFault.allCases)
    func refusals(fault: UploadFault) async throws {
        try await stage { _, caller, _, clock in
            var form = try await caller.form(.colored)
            var picture = Picture().png
            fault.apply(to: &form.fields, &picture)
            if fault == .expired { clock.advance(by: .seconds(900)) }
            let answer = try await caller.send(form, picture)
            #expect(answer.status == fault.status, "\(fault): \(answer.text)")
            #expect(answer.text.contains("<Error><Code>\(fault.code)</Code>"), "\(fault): \(answer.text)")
            #expect(answer.headers["content-type"] == "application/xml")
        }
    }

    @Test("an upload that no theme took is gone after a day")
    func unused() async throws {
        try await stage { server, caller, theme, clock in
            let upload = try await caller.upload(Picture().png, .white)
            clock.advance(by: .seconds(86_400))
            let later = try await server.caller(now: Double(clock.now.seconds))
            let late = try await later.call("PUT", "/themes/\(theme)/finalizeLogos", "{\"keys\":[\"\(upload.key)\"]}")
            #expect(late.string("errors", "0", "code") == "key_not_found")
        }
    }

    @Test(
        "a list of keys that is none is refused in the API's words",
        arguments: [
            ("{}", "\"keys\" is required"), (#"{"keys":[]}"#, "\"keys\" must contain at least 1 items"),
            (#"{"keys":"a"}"#, "\"keys\" must be an array"), (#"{"keys":[7]}"#, "\"keys[0]\" must be a string"),
            (#"{"keys":[{}]}"#, "\"keys[0].key\" is required"),
        ])
    func keys(body: String, message: String) async throws {
        try await stage { _, caller, theme, _ in
            let answer = try await caller.call("PUT", "/themes/\(theme)/finalizeLogos", body)
            #expect(answer.status == 400)
            #expect(answer.string("message") == message)
        }
    }
}

/// What may be wrong with an upload.
enum UploadFault: CaseIterable {
    case otherSignature, otherPolicy, otherKey, otherKind, otherCredential, noSignature, noPolicy, expired, tooLarge
    case empty

    var status: Int {
        switch self {
        case .otherSignature, .otherPolicy, .otherKey, .otherKind, .otherCredential, .expired: 403
        case .noSignature, .noPolicy, .tooLarge, .empty: 400
        }
    }

    var code: String {
        switch self {
        case .otherSignature, .otherPolicy, .otherCredential: "SignatureDoesNotMatch"
        case .otherKey, .otherKind, .expired: "AccessDenied"
        case .noSignature, .noPolicy: "InvalidArgument"
        case .tooLarge: "EntityTooLarge"
        case .empty: "EntityTooSmall"
        }
    }

    func apply(to fields: inout [String: String], _ picture: inout [UInt8]) {
        switch self {
        case .otherSignature: fields["X-Amz-Signature"] = String(repeating: "0", count: 64)
        case .otherPolicy: fields["Policy"] = "e30="
        case .otherKey: fields["key"] = "logos/colored/1"
        case .otherKind: fields["logoType"] = "white"
        case .otherCredential: fields["X-Amz-Credential"] = "somebody/20310101/local/s3/aws4_request"
        case .noSignature: fields["X-Amz-Signature"] = nil
        case .noPolicy: fields["Policy"] = nil
        case .expired: break
        case .tooLarge: picture = Array(repeating: 0, count: 1 << 20 | 1)
        case .empty: picture = []
        }
    }
}

/// The fields of an upload.
struct UploadParts {
    var url: String
    var fields: [String: String]
}

extension APICaller {
    /// A fresh grant.
    func form(_ kind: LogoKind) async throws -> UploadParts {
        let grants = try await call("GET", "/themes/logos-upload-urls").value()?.elements ?? []
        let grant = try #require(grants.first { $0["fields"]?["logoType"]?.string == kind.rawValue })
        guard case .object(let fields) = grant["fields"] else { throw CancellationError() }
        return UploadParts(
            url: try #require(grant["url"]?.string), fields: fields.compactMapValues(\.string))
    }

    /// Uploads as the official Python client does: every field with a file name.
    func send(_ form: UploadParts, _ file: [UInt8]) async throws -> Answer {
        var body: [UInt8] = []
        for (name, value) in form.fields {
            body += "--limit\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(name)\"\r\n".utf8
            body += "\r\n\(value)\r\n".utf8
        }
        body += "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"logo.png\"\r\n\r\n".utf8
        body += file
        body += "\r\n--limit--\r\n".utf8
        return try await post(body, type: "multipart/form-data; boundary=limit", to: form.url)
    }

    /// Uploads a picture; its key.
    func upload(_ picture: [UInt8], _ kind: LogoKind) async throws -> (key: String, status: Int) {
        let form = try await form(kind)
        let answer = try await send(form, picture)
        #expect(answer.status == 204)
        #expect(answer.bytes.isEmpty)
        return (form.fields["key"] ?? "", answer.status)
    }

    /// Uploads a picture and gives it to a theme.
    func finalized(_ picture: [UInt8], _ kind: LogoKind, _ theme: String) async throws -> Answer {
        let key = try await upload(picture, kind).key
        return try await call("PUT", "/themes/\(theme)/finalizeLogos", "{\"keys\":[\"\(key)\"]}")
    }
}
