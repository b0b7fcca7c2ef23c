import MeetingsWire

/// What `ffprobe` tells of a film.
struct FilmProbe: Hashable {
    var milliseconds: Int64
    var video: String?
    var width: Int?
    var height: Int?
    var audio: String?

    /// Nil for what is no such report.
    init?(_ text: String) {
        guard let value = try? JSONReader.value(of: Array(text.utf8)),
            case .string(let duration)? = value["format"]?["duration"],
            let seconds = Double(duration), case .array(let streams)? = value["streams"]
        else { return nil }
        milliseconds = Int64(seconds * 1000)
        for stream in streams {
            guard case .string(let type)? = stream["codec_type"], case .string(let codec)? = stream["codec_name"] else {
                continue
            }
            if type == "audio" { audio = codec }
            guard type == "video" else { continue }
            video = codec
            if case .integer(let number)? = stream["width"] { width = Int(number) }
            if case .integer(let number)? = stream["height"] { height = Int(number) }
        }
    }

    /// What is wrong with a film that should have so many frames; nil when it is good.
    func fault(frames: Int) -> String? {
        guard video == "h264", width == Stage.width, height == Stage.height else { return "its picture is not right" }
        guard audio == "aac" else { return "it has no sound" }
        let wanted = Int64(frames) * 1000 / RecordingPlan.framesPerSecond
        guard abs(milliseconds - wanted) <= 100 else {
            return "it lasts \(FilmCommand.seconds(milliseconds)) s instead of \(FilmCommand.seconds(wanted)) s"
        }
        return nil
    }
}
