/// The command line that puts the pictures and sounds of one segment together.
struct SegmentCommand {
    let segment: RecordingPlan.Segment
    /// The files of the pictures, in the order of tiles and their clips; nil where one could not be made.
    let pictures: [String?]
    /// The files of the sounds, in the order of the segment's.
    let sounds: [String?]
    let colors: FilmColors
    /// The lines of text, each with its file and font.
    let labels: [Label]
    let threads: Int

    /// Something written on the ground.
    struct Label: Hashable, Sendable {
        /// A file with the text alone.
        var file: String
        /// The path of a font's file.
        var font: String
        var size: Int
        var area: Area
    }

    func command(to file: String) -> FilmCommand {
        var inputs: [String] = [], filters = [ground], last = "ground", count = 0
        let clips = segment.tiles.flatMap { tile in tile.pictures.map { (tile, $0) } }
        for case (let (tile, clip), let picture?) in zip(clips, pictures) {
            inputs += FilmCommand.threading(threads) + ["-i", picture]
            let place = tile.area.picture
            let start = FilmCommand.seconds(Int64(clip.frames.lowerBound) * 1000 / RecordingPlan.framesPerSecond)
            filters.append("[\(count):v]setpts=PTS-STARTPTS+\(start)/TB[v\(count)]")
            filters.append("[\(last)][v\(count)]overlay=\(place.x):\(place.y):eof_action=pass[o\(count)]")
            last = "o\(count)"
            count += 1
        }
        filters.append(contentsOf: mix(&inputs, from: count))
        let frames = segment.frames.count
        return FilmCommand(
            words: FilmCommand.ffmpeg(threads) + inputs + ["-filter_complex", filters.joined(separator: ";")]
                + ["-map", "[\(last)]", "-map", "[sound]", "-frames:v", "\(frames)"]
                + ["-r", "\(RecordingPlan.framesPerSecond)", "-c:v", "libx264", "-preset", "veryfast", "-crf", "26"]
                // Without pictures that refer to later ones the pieces fit together at every place.
                + ["-bf", "0", "-g", "250", "-pix_fmt", "yuv420p"] + FilmCommand.threading(threads)
                + ["-c:a", "pcm_s16le", "-f", "mov", file])
    }

    /// The colored ground with tiles and names: one frame, shown as long as the segment lasts.
    private var ground: String {
        let frames = segment.frames.count
        let size = "\(Stage.width)x\(Stage.height)"
        let boxes = segment.tiles.map { tile in
            let area = tile.area
            return "drawbox=\(area.x):\(area.y):\(area.width):\(area.height):color=black@0.45:t=fill"
        }
        return
            (["color=c=\(colors.text):s=\(size):r=\(RecordingPlan.framesPerSecond)"] + boxes + labels.map(text)
            + [
                "format=yuv420p", "trim=end_frame=1", "loop=-1:1:0",
                "setpts=N/\(RecordingPlan.framesPerSecond)/TB", "trim=end_frame=\(frames)[ground]",
            ]).joined(separator: ",")
    }

    private func text(_ label: Label) -> String {
        let area = label.area
        return "drawtext=fontfile=\(label.font):textfile=\(label.file):expansion=none:fontcolor=white"
            + ":fontsize=\(label.size):x=\(area.x)+(\(area.width)-text_w)/2:y=\(area.y)+(\(area.height)-text_h)/2"
    }

    /// Everybody's sound, each at its time, and silence where there is none.
    private func mix(_ inputs: inout [String], from first: Int) -> [String] {
        let samples = segment.frames.count * 48_000 / Int(RecordingPlan.framesPerSecond)
        var filters = ["anullsrc=r=48000:cl=mono,atrim=end_sample=\(samples)[silence]"], names = "[silence]"
        var count = first
        for case (let clip, let sound?) in zip(segment.sounds, sounds) {
            let start = clip.frames.lowerBound * 1000 / Int(RecordingPlan.framesPerSecond)
            let length = Int64(clip.frames.count) * 1000 / RecordingPlan.framesPerSecond
            inputs += ["-ss", FilmCommand.seconds(clip.offset), "-t", FilmCommand.seconds(length), "-i", sound]
            filters.append(
                "[\(count):a]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=mono,"
                    + "adelay=\(start):all=1[a\(count)]")
            names += "[a\(count)]"
            count += 1
        }
        filters.append(
            "\(names)amix=inputs=\(count - first + 1):duration=first:normalize=0,alimiter=limit=0.95:level=0,"
                + "atrim=end_sample=\(samples)[sound]")
        return filters
    }
}
