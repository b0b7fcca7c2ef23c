/// The pixels of a PNG as far as this server needs them: whether one of them lets the page show through.
struct PNGPixels {
    private let header: PNGHeader
    private let colors: Int
    private let transparency: [UInt8]?

    /// Inflates the picture data and undoes its filters (PNG, section 9). Throws where any of it is damaged. Memory is
    /// that of the whole picture: the dimensions must have been judged before.
    static func hasTransparentPixel(_ file: PNGFile) throws(PNGFault) -> Bool {
        var data = try Inflation.bytes(of: file.pictureData, count: file.header.inflatedBytes)
        let pixels = PNGPixels(header: file.header, colors: file.colors, transparency: file.transparency)
        var isFound = false
        var start = 0
        for pass in file.header.passes {
            let length = file.header.rowBytes(pass.width)
            var above: Int?
            for _ in 0..<pass.height {
                let row = start + 1
                try pixels.unfilter(&data, filter: data[start], row: row, above: above, length: length)
                isFound = try pixels.isTransparent(data[row..<row + length], width: pass.width) || isFound
                above = row
                start = row + length
            }
        }
        return isFound
    }

    private func unfilter(
        _ data: inout [UInt8], filter: UInt8, row: Int, above: Int?, length: Int
    ) throws(PNGFault) {
        guard filter <= 4 else { throw PNGFault("its picture data is damaged") }
        guard filter != 0 else { return }
        let distance = header.filterDistance
        for at in 0..<length {
            let left = at >= distance ? Int(data[row + at - distance]) : 0
            let up = above.map { Int(data[$0 + at]) } ?? 0
            let guess =
                switch filter {
                case 1: left
                case 2: up
                case 3: (left + up) / 2
                default: Self.paeth(left, up, at >= distance ? above.map { Int(data[$0 + at - distance]) } ?? 0 : 0)
                }
            data[row + at] &+= UInt8(guess)
        }
    }

    /// The neighbour nearest to left + up − corner (PNG, section 9.4).
    private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
        let (byLeft, byUp, byCorner) = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
        if byLeft <= byUp && byLeft <= byCorner { return left }
        return byUp <= byCorner ? up : corner
    }

    /// Whether a pixel of the row is fully transparent. Throws for one whose colour is in no palette.
    private func isTransparent(_ row: ArraySlice<UInt8>, width: Int) throws(PNGFault) -> Bool {
        let samples = header.colorType.samples
        switch header.colorType {
        case .grayWithAlpha, .colorWithAlpha:
            return (0..<width).contains { sample($0 * samples + samples - 1, of: row) == 0 }
        case .gray, .color:
            guard let transparency else { return false }
            let clear = (0..<samples).map { Int(transparency[2 * $0]) << 8 | Int(transparency[2 * $0 + 1]) }
            return (0..<width).contains { pixel in
                (0..<samples).allSatisfy { sample(pixel * samples + $0, of: row) == clear[$0] }
            }
        case .palette:
            var isFound = false
            for pixel in 0..<width {
                let color = sample(pixel, of: row)
                guard color < colors else { throw PNGFault("a pixel has a colour that the palette lacks") }
                if let transparency, color < transparency.count, transparency[color] == 0 { isFound = true }
            }
            return isFound
        }
    }

    /// One sample of a row: the leftmost in the highest bits of its byte.
    private func sample(_ index: Int, of row: ArraySlice<UInt8>) -> Int {
        switch header.depth {
        case 16: return Int(row[row.startIndex + 2 * index]) << 8 | Int(row[row.startIndex + 2 * index + 1])
        case 8: return Int(row[row.startIndex + index])
        default:
            let bit = index * header.depth
            let byte = Int(row[row.startIndex + bit / 8])
            return byte >> (8 - header.depth - bit % 8) & (1 << header.depth - 1)
        }
    }
}
