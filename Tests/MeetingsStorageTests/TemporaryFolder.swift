import FoundationEssentials
import Meetings
import MeetingsStorage

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/greenroom-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var data: String { path + "/data" }
    var database: String { data + "/" + Storage.fileName }
}

let noon = Timestamp(milliseconds: 1_925_035_200_000)
let acme = ApplicationID("0d7f2f0c-9a51-4a3e-8a1b-1f6f8a3c5d01")
let other = ApplicationID("0d7f2f0c-9a51-4a3e-8a1b-1f6f8a3c5d02")

func application(_ id: ApplicationID = acme, callbacks: CallbackURLs = CallbackURLs())
    -> StoredApplication
{
    StoredApplication(
        id: id, name: "Acme", apiKey: "a1b2c3d4", publicKey: "-----BEGIN PUBLIC KEY-----",
        signatureSecret: "s1",
        webhookSecret: "s2", callbackURLs: callbacks, createdAt: noon)
}

func sampleRoom(_ number: Int, theme: ThemeID? = nil, callbacks: CallbackURLs = CallbackURLs())
    -> Room
{
    Room(
        id: RoomID("room-\(number)"), displayName: "Room \(number)", metadata: "m\(number)",
        type: .longTerm,
        expiresAt: noon + .seconds(3600), expireAfterUse: true,
        recordingOptions: RecordingOptions(autoRecord: true, recordOnlyOwner: true), themeID: theme,
        joinApprovalLevel: .explicitApproval, initialMicrophone: .off, callbackURLs: callbacks,
        features: AvailableFeatures(chat: false, captions: true), language: .brazilianPortuguese,
        meetingCode: "\(100_000_000 + number)", createdAt: noon)
}

func theme(_ number: Int, of application: ApplicationID = acme) -> Theme {
    Theme(
        id: ThemeID("theme-\(number)"), name: "Theme \(number)", mainColor: "#0af", brandText: "Brand",
        shortCompanyURL: "brand-\(number)", accountID: "a1b2c3d4", applicationID: application,
        favicon: ThemeImage(key: "k", url: "https://files.example/k"))
}

func host(_ number: Int) -> ParticipantID { ParticipantID("host-\(number)") }

extension WriteTransaction {
    @discardableResult
    func insertRoom(
        _ number: Int, of application: ApplicationID = acme, theme: ThemeID? = nil,
        callbacks: CallbackURLs = CallbackURLs(), closing: RoomClosing? = nil
    ) throws -> StoredRoom {
        try insert(
            sampleRoom(number, theme: theme, callbacks: callbacks), of: application, hostID: host(number),
            closing: closing)
    }
}
