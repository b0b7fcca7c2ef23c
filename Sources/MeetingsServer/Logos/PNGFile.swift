import CZlib

/// A PNG taken apart, every chunk checked, its picture data not yet inflated (PNG, third edition, section 5).
struct PNGFile: Sendable {
    let header: PNGHeader
    /// How many colours the palette has; 0 where there is none.
    private(set) var colors = 0
    /// What `tRNS` says; nil where there is none.
    private(set) var transparency: [UInt8]?
    /// The zlib stream.
    private(set) var pictureData: [UInt8] = []

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// What has been seen so far: some chunks must stand before others.
    private enum Place {
        case beforePicture, inPicture, behindPicture
    }

    init(_ bytes: [UInt8]) throws(PNGFault) {
        guard bytes.starts(with: Self.signature) else { throw PNGFault("it does not begin as one") }
        var rest = bytes[Self.signature.count...]
        let first = try Self.chunk(&rest)
        guard first.type == "IHDR" else { throw PNGFault("it has no header") }
        header = try PNGHeader(first.data)
        var place = Place.beforePicture
        while true {
            let chunk = try Self.chunk(&rest)
            if chunk.type == "IEND" {
                guard chunk.data.isEmpty, rest.isEmpty else { throw PNGFault("something follows its end") }
                break
            }
            try take(chunk, &place)
        }
        guard place != .beforePicture else { throw PNGFault("it holds no picture") }
        if header.colorType == .palette, colors == 0 { throw PNGFault("it lacks its palette") }
    }

    private mutating func take(_ chunk: Chunk, _ place: inout Place) throws(PNGFault) {
        switch chunk.type {
        case "IDAT":
            guard place != .behindPicture else { throw PNGFault("its picture data is not in one piece") }
            place = .inPicture
            pictureData += chunk.data
            return
        case "PLTE":
            guard place == .beforePicture, colors == 0, transparency == nil else {
                throw PNGFault("its palette stands in the wrong place")
            }
            try takePalette(chunk.data)
        case "tRNS":
            guard place == .beforePicture, transparency == nil else {
                throw PNGFault("its transparency stands in the wrong place")
            }
            try takeTransparency(chunk.data)
        default:
            // A capital first letter says that the picture cannot be shown without the chunk.
            guard chunk.isAncillary else { throw PNGFault("it needs an extension that is not known") }
        }
        if place == .inPicture { place = .behindPicture }
    }

    private mutating func takePalette(_ data: ArraySlice<UInt8>) throws(PNGFault) {
        let limit = header.colorType == .palette ? 1 << header.depth : 256
        guard ![.gray, .grayWithAlpha].contains(header.colorType), data.count % 3 == 0,
            (1...limit).contains(data.count / 3)
        else { throw PNGFault("its palette has the wrong length") }
        colors = data.count / 3
    }

    private mutating func takeTransparency(_ data: ArraySlice<UInt8>) throws(PNGFault) {
        let fits =
            switch header.colorType {
            case .gray: data.count == 2
            case .color: data.count == 6
            case .palette: data.count >= 1 && data.count <= colors
            case .grayWithAlpha, .colorWithAlpha: false
            }
        guard fits else { throw PNGFault("its transparency has the wrong length") }
        transparency = Array(data)
    }
}

extension PNGFile {
    private struct Chunk {
        var type: String
        var isAncillary: Bool
        var data: ArraySlice<UInt8>
    }

    /// Takes the next chunk: its length, its type, its data and its checksum.
    private static func chunk(_ rest: inout ArraySlice<UInt8>) throws(PNGFault) -> Chunk {
        guard rest.count >= 12 else { throw PNGFault("it ends too early") }
        let start = rest.startIndex
        let length = number(rest[start..<start + 4])
        guard length <= rest.count - 12 else { throw PNGFault("it ends too early") }
        let type = rest[start + 4..<start + 8]
        let isLetters = type.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        guard isLetters else { throw PNGFault("a chunk has no name") }
        let end = start + 8 + length
        let sum = rest[start + 4..<end].withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        guard sum == UInt(number(rest[end..<end + 4])) else { throw PNGFault("a checksum is wrong") }
        let chunk = Chunk(
            type: String(decoding: type, as: UTF8.self), isAncillary: rest[start + 4] & 0x20 != 0,
            data: rest[start + 8..<end])
        rest = rest[(end + 4)...]
        return chunk
    }

    /// Four bytes, the highest first.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
