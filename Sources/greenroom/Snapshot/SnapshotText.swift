import FoundationEssentials
import Meetings

/// A snapshot as bytes: a line for each thing, its fields parted by the unit separator of ASCII, which no text of the
/// store holds. Made to be read in a millisecond before the first frame; what does not fit is no snapshot.
enum SnapshotText {
    private static let heading = "greenroom-snapshot-1"
    private static let separator: UInt8 = 0x1F

    static func bytes(_ snapshot: Snapshot) -> Data {
        var data = Data()
        func line(_ fields: [String?]) {
            for (index, field) in fields.enumerated() {
                if index > 0 { data.append(separator) }
                data.append(contentsOf: (field ?? "").utf8.lazy.filter { $0 >= 0x20 })
            }
            data.append(0x0A)
        }
        line([heading, String(snapshot.at.milliseconds), String(snapshot.rooms.count), String(snapshot.themes.count)])
        for room in snapshot.rooms { line(fields(room)) }
        for theme in snapshot.themes { line(fields(theme)) }
        return data
    }

    /// Nil for anything but a whole snapshot of this version.
    static func read(_ data: Data) -> Snapshot? {
        var lines = Array(data).split(separator: 0x0A, omittingEmptySubsequences: true)[...]
        guard let first = lines.popFirst() else { return nil }
        let head = words(first)
        guard head.count == 4, head[0] == heading, let at = Int64(head[1]), let rooms = Int(head[2]),
            let themes = Int(head[3]), rooms >= 0, themes >= 0, lines.count == rooms + themes
        else { return nil }
        let found = lines.prefix(rooms).compactMap { room(words($0)) }
        let looks = lines.suffix(themes).compactMap { theme(words($0)) }
        guard found.count == rooms, looks.count == themes else { return nil }
        return Snapshot(at: Timestamp(milliseconds: at), rooms: found, themes: looks)
    }

    private static func words(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func fields(_ room: Room) -> [String?] {
        let features = room.features
        let flags = [
            room.expireAfterUse, room.recordingOptions.autoRecord, room.recordingOptions.recordOnlyOwner,
            features.recording, features.chat, features.whiteboard, features.localeSwitcher, features.captions,
        ]
        return [
            room.id.rawValue, room.displayName, room.metadata, room.type.rawValue,
            String(room.expiresAt.milliseconds), String(room.createdAt.milliseconds),
            flags.map { $0 ? "1" : "0" }.joined(), room.themeID?.rawValue, room.joinApprovalLevel.rawValue,
            room.initialMicrophone.rawValue, room.language.rawValue, room.meetingCode, room.links.guest,
            room.callbackURLs.rooms, room.callbackURLs.sessions, room.callbackURLs.recordings,
        ]
    }

    private static func room(_ words: [String]) -> Room? {
        guard words.count == 16, !words[0].isEmpty, let type = RoomType(rawValue: words[3]),
            let expiresAt = Int64(words[4]), let createdAt = Int64(words[5]), words[6].utf8.count == 8,
            let approval = JoinApprovalLevel(rawValue: words[8]), let microphone = MicrophoneState(rawValue: words[9]),
            let language = Language(rawValue: words[10])
        else { return nil }
        let flags = words[6].utf8.map { $0 == 0x31 }
        return Room(
            id: RoomID(words[0]), displayName: words[1], metadata: optional(words[2]), type: type,
            expiresAt: Timestamp(milliseconds: expiresAt), expireAfterUse: flags[0],
            recordingOptions: RecordingOptions(autoRecord: flags[1], recordOnlyOwner: flags[2]),
            themeID: optional(words[7]).map { ThemeID($0) }, joinApprovalLevel: approval,
            initialMicrophone: microphone,
            callbackURLs: CallbackURLs(
                rooms: optional(words[13]), sessions: optional(words[14]), recordings: optional(words[15])),
            features: AvailableFeatures(
                recording: flags[3], chat: flags[4], whiteboard: flags[5], localeSwitcher: flags[6],
                captions: flags[7]),
            language: language, meetingCode: words[11], createdAt: Timestamp(milliseconds: createdAt),
            links: RoomLinks(guest: optional(words[12])))
    }

    private static func fields(_ theme: Theme) -> [String?] {
        let images = [theme.coloredLogo, theme.whiteLogo, theme.favicon].flatMap { [$0.key, $0.url] }
        return [
            theme.id.rawValue, theme.name, theme.mainColor, theme.brandText, theme.shortCompanyURL, theme.domain,
            theme.accountID, theme.applicationID.rawValue,
        ] + images
    }

    private static func theme(_ words: [String]) -> Theme? {
        guard words.count == 14, !words[0].isEmpty else { return nil }
        func image(_ index: Int) -> ThemeImage {
            ThemeImage(key: optional(words[index]), url: optional(words[index + 1]))
        }
        return Theme(
            id: ThemeID(words[0]), name: words[1], mainColor: words[2], brandText: words[3],
            shortCompanyURL: optional(words[4]), domain: words[5], accountID: words[6],
            applicationID: ApplicationID(words[7]), coloredLogo: image(8), whiteLogo: image(10), favicon: image(12))
    }

    private static func optional(_ text: String) -> String? { text.isEmpty ? nil : text }
}
