/// The command lines that make a film of a recording's files. All paths are relative to the folder of the work, and none
/// of them, nor any other word, holds text from outside: names are read from files.
struct FilmCommand: Hashable, Sendable {
    var words: [String]

    /// The streams of a file in a container that ffmpeg can search.
    static func unpack(_ stem: String, media: String, to file: String) -> FilmCommand {
        FilmCommand(words: ["janus-pp-rec", "-o", "-d", "2", "\(media)/\(stem).mjr", file])
    }

    /// What the container is called in which a codec can stand; nil for one that cannot be shown.
    static func container(of codec: String) -> String? {
        switch codec {
        case "opus": "opus"
        case "vp8", "vp9": "webm"
        case "h264", "av1", "h265": "mp4"
        case "pcmu", "pcma", "g722", "l16", "l16-48": "wav"
        default: nil
        }
    }

    /// A picture of one size and of an even number of frames a second, whatever the browser sent.
    static func picture(
        _ clip: RecordingPlan.Clip, of source: String, in area: Area, ground: String, threads: Int, to file: String
    ) -> FilmCommand {
        let size = "\(area.width):\(area.height)"
        let filter =
            "scale=\(size):force_original_aspect_ratio=decrease:force_divisible_by=2,"
            + "pad=\(size):-1:-1:color=\(ground),setsar=1,format=yuv420p"
        return FilmCommand(
            words: ffmpeg(threads) + ["-ss", seconds(clip.offset), "-i", source, "-an", "-sn", "-vf", filter]
                + ["-fps_mode", "cfr", "-r", "\(RecordingPlan.framesPerSecond)", "-frames:v", "\(clip.frames.count)"]
                + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "12", "-bf", "0", "-g", "25"]
                + threading(threads) + ["-f", "mov", file])
    }

    /// Puts the pieces of films one behind the other, with the sound as a browser plays it.
    static func join(list: String, threads: Int, to file: String) -> FilmCommand {
        FilmCommand(
            words: ffmpeg(threads) + ["-f", "concat", "-safe", "0", "-i", list, "-c:v", "copy"]
                + ["-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart", "-f", "mp4", file])
    }

    /// Tells as JSON what is in a film.
    static func probe(_ file: String) -> FilmCommand {
        FilmCommand(
            words: [
                "ffprobe", "-v", "error", "-print_format", "json", "-show_entries",
                "format=duration:stream=codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,nb_frames", file,
            ])
    }

    /// Which file of a font has the letters of a text.
    static func font(for text: String) -> FilmCommand {
        let letters = Set(text.unicodeScalars.map(\.value)).filter { $0 > 0x20 }.sorted()
        let set = letters.map { String($0, radix: 16) }.joined(separator: " ")
        return FilmCommand(words: ["fc-match", "-f", "%{file}\\n", "DejaVu Sans:charset=\(set)"])
    }

    static func ffmpeg(_ threads: Int) -> [String] {
        ["ffmpeg", "-nostdin", "-v", "error", "-y"] + (threads == 0 ? [] : ["-filter_complex_threads", "\(threads)"])
    }

    /// Of an encoder or a decoder; 0 leaves it the choice.
    static func threading(_ threads: Int) -> [String] { threads == 0 ? [] : ["-threads", "\(threads)"] }

    /// Milliseconds as seconds.
    static func seconds(_ milliseconds: Int64) -> String {
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        return "\(milliseconds / 1000).\(fraction)"
    }
}
