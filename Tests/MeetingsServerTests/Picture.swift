import CZlib

/// A picture to be written as PNG, soundly or not.
struct Picture {
    var width = 32
    var height = 32
    var colorType: UInt8 = 6
    var depth: UInt8 = 8
    var palette: [UInt8]?
    var transparency: [UInt8]?
    var isInterlaced = false
    /// The bytes of the row of a pass, by pass size and row number, unfiltered.
    var row: (_ pass: Int, _ row: Int, _ bytes: Int) -> [UInt8] = { _, _, count in Array(repeating: 0, count: count) }
    /// The filter of each row.
    var filter: (_ row: Int) -> UInt8 = { _ in 0 }

    private var samples: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][Int(colorType)] ?? 4 }

    /// The widths and heights of the passes.
    var passes: [(width: Int, height: Int)] {
        guard isInterlaced else { return [(width, height)] }
        let grid = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        return grid.map { x, y, across, down in
            (
                stride(from: x, to: width, by: across).map { $0 }.count,
                stride(from: y, to: height, by: down).map { $0 }.count
            )
        }
    }

    /// The filtered rows of all passes, not yet compressed.
    var rows: [UInt8] {
        let distance = max(1, samples * Int(depth) / 8)
        var result: [UInt8] = []
        for (number, pass) in passes.enumerated() where pass.width > 0 {
            var above = [UInt8](repeating: 0, count: (pass.width * samples * Int(depth) + 7) / 8)
            for y in 0..<pass.height {
                let plain = row(number, y, above.count)
                let filter = filter(y)
                result.append(filter)
                for x in plain.indices {
                    let left = x >= distance ? Int(plain[x - distance]) : 0
                    let up = Int(above[x])
                    let corner = x >= distance ? Int(above[x - distance]) : 0
                    result.append(plain[x] &- UInt8(Self.guess(filter, left, up, corner)))
                }
                above = plain
            }
        }
        return result
    }

    private static func guess(_ filter: UInt8, _ left: Int, _ up: Int, _ corner: Int) -> Int {
        switch filter {
        case 1: return left
        case 2: return up
        case 3: return (left + up) / 2
        case 4:
            let sum = left + up - corner
            return [left, up, corner].min { abs(sum - $0) < abs(sum - $1) } ?? 0
        default: return 0
        }
    }

    var header: [UInt8] {
        Self.number(width) + Self.number(height) + [depth, colorType, 0, 0, isInterlaced ? 1 : 0]
    }

    /// The chunks of a sound file, without signature.
    var chunks: [(type: String, data: [UInt8])] {
        var chunks = [("IHDR", header)]
        if let palette { chunks.append(("PLTE", palette)) }
        if let transparency { chunks.append(("tRNS", transparency)) }
        return chunks + [("IDAT", Self.compressed(rows)), ("IEND", [])]
    }

    var png: [UInt8] { Self.file(chunks) }

    /// A file of the chunks given, each with the checksum that it should have.
    static func file(_ chunks: [(type: String, data: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        for chunk in chunks {
            let named = Array(chunk.type.utf8) + chunk.data
            bytes += number(chunk.data.count) + named + number(Int(crc32(0, named, UInt32(named.count))))
        }
        return bytes
    }

    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(UInt(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(length))
        let status = compress2(&result, &length, bytes, UInt(bytes.count), 9)
        precondition(status == Z_OK)
        return Array(result.prefix(Int(length)))
    }

    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A picture like a photograph with one pixel that lets the page show through, or none.
    static func painted(width: Int = 37, height: Int = 23, clear: (x: Int, y: Int)?, filter: UInt8? = nil) -> Picture {
        var picture = Picture()
        picture.width = width
        picture.height = height
        picture.row = { _, y, count in
            (0..<count).map { at in
                let (x, sample) = (at / 4, at % 4)
                if sample == 3 { return clear.map { $0 == (x, y) } == true ? 0 : 255 - UInt8((x + y) % 7) }
                return UInt8(truncatingIfNeeded: x &* 37 &+ y &* 11 &+ sample &* 71)
            }
        }
        picture.filter = { filter ?? UInt8($0 % 5) }
        return picture
    }
}
