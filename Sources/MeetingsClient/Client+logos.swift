import AsyncHTTPClient
public import Meetings
import MeetingsWire
import NIOCore
import NIOHTTP1

/// Leave to upload one picture (API reference, *Logos*): where, and what to say there.
public struct LogoGrant: Hashable, Sendable {
    /// What the picture is for: `white`, `colored` or `favicon`.
    public var kind: String
    /// Names the uploaded picture when it is made a theme's.
    public var key: String
    public var url: String
    /// The fields of the form, in the order in which they must be sent.
    public var fields: [Field]

    /// One field of the form.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String
    }
}

extension APICall where Answer == [LogoGrant] {
    /// A grant for each of the three pictures, good for some minutes.
    public static var logoGrants: APICall { APICall(.get, ["themes", "logos-upload-urls"], read: LogoGrant.read) }
}

extension APICall where Answer == Void {
    /// Makes uploaded pictures those of a theme. Refused as a whole when one breaks a rule.
    public static func finalizeLogos(_ keys: [String], theme: ThemeID) -> APICall {
        let body = JSONWriter.bytes { writer in
            writer.object { $0.array("keys") { writer in keys.forEach { writer.string($0) } } }
        }
        return APICall(.put, ["themes", theme.rawValue, "finalizeLogos"], body: body)
    }
}

extension Client {
    /// Uploads one picture as the grant says. The grant speaks for itself: no token is sent.
    public func upload(_ picture: [UInt8], with grant: LogoGrant) async throws {
        let boundary = "greenroom-\(TokenSource.randomID())"
        var request = HTTPClientRequest(url: grant.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "multipart/form-data; boundary=\(boundary)")
        request.headers.add(name: "user-agent", value: "greenroom")
        request.body = .bytes(ByteBuffer(bytes: grant.form(with: picture, boundary: boundary)))
        do {
            let response = try await exchange.http.execute(request, timeout: .seconds(60))
            guard !(200..<300).contains(Int(response.status.code)) else { return }
            let body = String(decoding: try await exchange.collect(response), as: UTF8.self)
            let reason = Self.between("<Message>", "</Message>", in: body) ?? "status \(response.status.code)"
            throw ClientError(
                .problem, "The \(grant.kind) picture was not taken: \(reason.scrubbed()).",
                problem: Problem(.badRequest, reason))
        } catch {
            throw FailureExplanation.explain(error, server: exchange.server)
        }
    }

    private static func between(_ start: String, _ end: String, in text: String) -> String? {
        guard let from = text.firstRange(of: start), let to = text[from.upperBound...].firstRange(of: end) else {
            return nil
        }
        return String(text[from.upperBound..<to.lowerBound])
    }
}

extension LogoGrant {
    @Sendable static func read(_ bytes: [UInt8]) throws(WireError) -> [LogoGrant] {
        guard case .array(let values) = try JSONReader.value(of: bytes) else {
            throw WireError(.invalidField, "\"value\" must be an array")
        }
        var grants: [LogoGrant] = []
        for value in values {
            let grant = try FieldReader(value, path: "")
            let fields = try grant.required("fields", grant.object("fields"))
            var form: [Field] = []
            if case .object(let members)? = grant["fields"] {
                form = members.compactMap { member in
                    if case .string(let text) = member.value { Field(name: member.key, value: text) } else { nil }
                }
            }
            grants.append(
                LogoGrant(
                    kind: try fields.requiredString("logoType"), key: try fields.requiredString("key"),
                    url: try grant.requiredString("url"), fields: form))
        }
        return grants
    }

    /// The form as RFC 7578 has it: the fields, then the file, which must be last.
    func form(with picture: [UInt8], boundary: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            bytes +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value)\r\n".utf8
        }
        bytes += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(kind).png\"\r\n".utf8
        bytes += "Content-Type: image/png\r\n\r\n".utf8
        return bytes + picture + "\r\n--\(boundary)--\r\n".utf8
    }
}
