import Crypto
import FoundationEssentials
import Meetings
import MeetingsCallbacks

/// Links to recordings that need no token: whoever holds one may fetch the file until it ends. Made anew for each answer.
struct DownloadLink: Sendable {
    /// How long a link is good.
    static let life = Duration.seconds(86_400)

    let key: SymmetricKey

    init(key: UploadKey) { self.key = key.derived(for: "recordings") }

    /// Path and query of a fresh link.
    func path(to recording: RecordingID, now: Timestamp) -> String {
        let expires = String((now + Self.life).seconds)
        return "/_/recordings/\(recording)/archive.mp4?expires=\(expires)&signature=\(signature(recording, expires))"
    }

    /// Whether a link was made with this key and has not ended.
    func isGood(_ recording: RecordingID, expires: String, signature: String, now: Timestamp) -> Bool {
        guard let end = Int64(expires), let code = Encoding.decodeBase64URL(signature) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text(recording, expires), using: key)
            && now.seconds < end
    }

    private func signature(_ recording: RecordingID, _ expires: String) -> String {
        Encoding.base64URL(HMAC<SHA256>.authenticationCode(for: text(recording, expires), using: key))
    }

    private func text(_ recording: RecordingID, _ expires: String) -> [UInt8] { Array("\(recording)\n\(expires)".utf8) }
}
