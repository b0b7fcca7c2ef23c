import HTTPTypes
import Hummingbird
import NIOCore

/// Why an upload was not taken, in the words and the XML of the storage service that the API's uploads went to.
struct UploadRefusal: Error, Hashable, Sendable {
    /// The codes that clients know; the raw values are Amazon S3's.
    enum Code: String, Hashable, Sendable, CaseIterable {
        case accessDenied = "AccessDenied"
        case signatureDoesNotMatch = "SignatureDoesNotMatch"
        case malformed = "MalformedPOSTRequest"
        case invalidArgument = "InvalidArgument"
        case tooLarge = "EntityTooLarge"
        case tooSmall = "EntityTooSmall"
        case notMultipart = "PreconditionFailed"
        case methodNotAllowed = "MethodNotAllowed"
        case slowDown = "SlowDown"
        case unavailable = "ServiceUnavailable"

        var status: Int {
            switch self {
            case .accessDenied, .signatureDoesNotMatch: 403
            case .malformed, .invalidArgument, .tooLarge, .tooSmall: 400
            case .notMultipart: 412
            case .methodNotAllowed: 405
            case .slowDown, .unavailable: 503
            }
        }
    }

    var code: Code
    /// Holds nothing that came from outside: it is written as it stands.
    var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static let notMultipart = UploadRefusal(
        .notMultipart, "An upload must be a POST with a body of the type multipart/form-data")
    static let malformed = UploadRefusal(
        .malformed, "The body of your POST request is not well-formed multipart/form-data.")

    var response: Response {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>\(code.rawValue)</Code><Message>\(message)</Message></Error>
            """
        var headers: HTTPFields = [.contentType: "application/xml", .xContentTypeOptions: "nosniff"]
        if code == .methodNotAllowed { headers[.allow] = "POST" }
        return Response(
            status: HTTPResponse.Status(code: code.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: xml)))
    }
}
