import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of the meeting page, served under `/_/`. They are part of the program: nothing comes from another site.
enum PageFiles {
    /// One file as it is served. Its tag changes with its content, so that browsers ask again and read only what is new.
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        let tag: String

        init(_ bytes: [UInt8], type: String) {
            self.bytes = bytes
            self.type = type
            tag = "\"" + SHA256.hash(data: bytes).prefix(12).map { String($0, radix: 16) }.joined(separator: "-") + "\""
        }

        /// The file, or word that the browser has it already.
        func answer(to request: Request) -> Response {
            var headers: HTTPFields = [
                .contentType: type, .cacheControl: "no-cache", .eTag: tag, .xContentTypeOptions: "nosniff",
            ]
            guard request.headers[.ifNoneMatch] != tag else { return Response(status: .notModified, headers: headers) }
            // The clock runs as a worker, under the policy of its own file: it may load nothing.
            headers[.contentSecurityPolicy] = "default-src 'none'"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    /// Every file by its name.
    static let all: [String: File] = {
        var files = ["icons.svg": File(PackageResources.icons_svg, type: "image/svg+xml")]
        for (name, bytes) in modules { files[name] = File(bytes, type: "text/javascript; charset=utf-8") }
        for (name, bytes) in styles { files[name] = File(bytes, type: "text/css; charset=utf-8") }
        for (name, bytes) in phrases { files["\(name).json"] = File(bytes, type: "application/json") }
        return files
    }()

    private static let modules = [
        "announce.js": PackageResources.announce_js, "awake.js": PackageResources.awake_js,
        "bar.js": PackageResources.bar_js, "chat.js": PackageResources.chat_js, "clock.js": PackageResources.clock_js,
        "connection.js": PackageResources.connection_js, "device-fields.js": PackageResources.device_fields_js,
        "devices.js": PackageResources.devices_js, "dialogs.js": PackageResources.dialogs_js,
        "elements.js": PackageResources.elements_js, "embed.js": PackageResources.embed_js,
        "embedding.js": PackageResources.embedding_js, "full-screen.js": PackageResources.full_screen_js,
        "journey.js": PackageResources.journey_js, "keys.js": PackageResources.keys_js,
        "language.js": PackageResources.language_js, "layout.js": PackageResources.layout_js,
        "media.js": PackageResources.media_js, "meeting.js": PackageResources.meeting_js,
        "memory.js": PackageResources.memory_js, "menu.js": PackageResources.menu_js,
        "names.js": PackageResources.names_js, "page.js": PackageResources.page_js,
        "panel.js": PackageResources.panel_js, "people.js": PackageResources.people_js,
        "prejoin.js": PackageResources.prejoin_js, "publisher.js": PackageResources.publisher_js,
        "reactions.js": PackageResources.reactions_js, "recording.js": PackageResources.recording_js,
        "room.js": PackageResources.room_js, "settings.js": PackageResources.settings_js,
        "sound.js": PackageResources.sound_js, "sounds.js": PackageResources.sounds_js,
        "speakers.js": PackageResources.speakers_js, "stage.js": PackageResources.stage_js,
        "statistics.js": PackageResources.statistics_js, "strokes.js": PackageResources.strokes_js,
        "subscriber.js": PackageResources.subscriber_js, "theme.js": PackageResources.theme_js,
        "tile.js": PackageResources.tile_js, "whiteboard.js": PackageResources.whiteboard_js,
        "whiteboard-paper.js": PackageResources.whiteboard_paper_js,
        "whiteboard-pen.js": PackageResources.whiteboard_pen_js,
        "whiteboard-tools.js": PackageResources.whiteboard_tools_js,
    ]

    private static let styles = [
        "base.css": PackageResources.base_css, "entrance.css": PackageResources.entrance_css,
        "panels.css": PackageResources.panels_css, "stage.css": PackageResources.stage_css,
        "whiteboard.css": PackageResources.whiteboard_css,
    ]

    private static let phrases = [
        "ar": PackageResources.ar_json, "ca": PackageResources.ca_json, "de": PackageResources.de_json,
        "en": PackageResources.en_json, "es": PackageResources.es_json, "fr": PackageResources.fr_json,
        "he": PackageResources.he_json, "it": PackageResources.it_json, "pt-br": PackageResources.pt_br_json,
        "zh-cn": PackageResources.zh_cn_json, "zh-tw": PackageResources.zh_tw_json,
    ]
}
