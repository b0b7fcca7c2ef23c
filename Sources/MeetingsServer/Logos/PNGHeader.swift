/// The first chunk of a PNG: its dimensions, and how its pixels are spelt (PNG, third edition, section 11.2.1).
struct PNGHeader: Hashable, Sendable {
    enum ColorType: UInt8, Sendable {
        case gray = 0
        case color = 2
        case palette = 3
        case grayWithAlpha = 4
        case colorWithAlpha = 6

        var samples: Int {
            switch self {
            case .gray, .palette: 1
            case .grayWithAlpha: 2
            case .color: 3
            case .colorWithAlpha: 4
            }
        }

        var depths: [UInt8] {
            switch self {
            case .gray: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .color, .grayWithAlpha, .colorWithAlpha: [8, 16]
            }
        }
    }

    /// One of the reduced pictures that an interlaced file is sent in; a plain file has one, the whole.
    struct Pass: Hashable, Sendable {
        var width: Int
        var height: Int
    }

    let width: Int
    let height: Int
    /// Bits of one sample.
    let depth: Int
    let colorType: ColorType
    let isInterlaced: Bool

    init(_ data: ArraySlice<UInt8>) throws(PNGFault) {
        let data = Array(data)
        guard data.count == 13 else { throw PNGFault("its header has the wrong length") }
        width = PNGFile.number(data[0..<4])
        height = PNGFile.number(data[4..<8])
        guard (1...Int(Int32.max)).contains(width), (1...Int(Int32.max)).contains(height) else {
            throw PNGFault("its header names impossible dimensions")
        }
        guard let colorType = ColorType(rawValue: data[9]), colorType.depths.contains(data[8]) else {
            throw PNGFault("its header names an unknown kind of pixels")
        }
        guard data[10] == 0, data[11] == 0, data[12] <= 1 else {
            throw PNGFault("its header names an unknown compression, filter or order")
        }
        self.colorType = colorType
        depth = Int(data[8])
        isInterlaced = data[12] == 1
    }

    var bitsPerPixel: Int { colorType.samples * depth }

    /// How far back the filters look for the same byte of the pixel before.
    var filterDistance: Int { max(1, bitsPerPixel / 8) }

    func rowBytes(_ width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }

    /// The passes that hold pixels, in the order of the file (PNG, section 8).
    var passes: [Pass] {
        guard isInterlaced else { return [Pass(width: width, height: height)] }
        let starts = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        return starts.map { x, y, across, down in
            Pass(width: (width - x + across - 1) / across, height: (height - y + down - 1) / down)
        }
        .filter { $0.width > 0 && $0.height > 0 }
    }

    /// How many bytes the picture data must have once it is inflated.
    var inflatedBytes: Int { passes.reduce(0) { $0 + $1.height * (1 + rowBytes($1.width)) } }
}

/// Why bytes are no PNG.
struct PNGFault: Error, Hashable, Sendable {
    /// Ends the sentence "The file is no whole PNG: …".
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
