import Meetings
import MeetingsWire
import Testing
import ValueSupport

@testable import MeetingsServer

/// What a theme's picture must be.
struct LogoRulesTests {
    private func fault(_ picture: Picture, _ kind: LogoKind = .colored) -> LogoFault.Property? {
        LogoRules.fault(of: picture.png, as: kind)
    }

    @Test(
        "every kind of pixels that PNG has is read, whole and interlaced",
        arguments: [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])]
            as [(UInt8, [UInt8])])
    func pixels(colorType: UInt8, depths: [UInt8]) {
        for depth in depths {
            for isInterlaced in [false, true] {
                var picture = Picture(
                    width: 33, height: 17, colorType: colorType, depth: depth,
                    palette: colorType == 3 ? [0, 0, 0, 255, 255, 255] : nil, isInterlaced: isInterlaced)
                picture.transparency = [0: [0, 0], 2: [0, 0, 0, 0, 0, 0], 3: [0]][colorType]
                #expect(fault(picture) == nil)
                // The first colour of the palette is opaque, and so is a sample that is not the transparent one.
                picture.transparency = [0: [0, 1], 2: [0, 0, 0, 1, 0, 0], 3: [255, 0]][colorType]
                if colorType == 4 || colorType == 6 {
                    picture.row = { _, _, count in Array(repeating: 255, count: count) }
                }
                #expect(fault(picture) == .transparentBackground)
                if colorType == 0 || colorType == 2 {
                    picture.transparency = nil
                    #expect(fault(picture) == .transparentBackground)
                }
            }
        }
    }

    @Test("one transparent pixel is found behind every filter", arguments: 0...4)
    func filters(filter: Int) {
        for place in [(0, 0), (36, 0), (0, 22), (36, 22), (17, 9)] {
            #expect(fault(Picture.painted(clear: place, filter: UInt8(filter))) == nil)
            #expect(fault(Picture.painted(clear: place)) == nil)
        }
        #expect(fault(Picture.painted(clear: nil, filter: UInt8(filter))) == .transparentBackground)
    }

    @Test(
        "the dimensions are those of the API",
        arguments: [
            (.white, 1, 1, nil), (.colored, 300, 300, nil), (.colored, 300, 1, nil), (.white, 301, 300, .dimensions),
            (.white, 300, 301, .dimensions), (.favicon, 16, 16, nil), (.favicon, 32, 32, nil),
            (.favicon, 15, 15, .dimensions), (.favicon, 33, 33, .dimensions), (.favicon, 16, 17, .dimensions),
        ] as [(LogoKind, Int, Int, LogoFault.Property?)])
    func dimensions(kind: LogoKind, width: Int, height: Int, expected: LogoFault.Property?) {
        #expect(fault(Picture(width: width, height: height), kind) == expected)
    }

    @Test("a picture of more than a million bytes is too large, whatever it is")
    func size() {
        let chunk = ("teXt", [UInt8](repeating: 0x41, count: 1_000_000))
        var chunks = Picture().chunks
        chunks.insert(chunk, at: 1)
        let picture = Picture.file(chunks)
        #expect(picture.count > LogoRules.largestFile)
        #expect(LogoRules.fault(of: picture, as: .white) == .exceedsSize)
        chunks[1].data.removeLast(picture.count - LogoRules.largestFile)
        #expect(LogoRules.fault(of: Picture.file(chunks), as: .white) == nil)
    }

    @Test("what is no whole PNG is refused as that", arguments: Damage.allCases)
    func damage(damage: Damage) {
        #expect(LogoRules.fault(of: damage.bytes, as: .colored) == .type, "\(damage)")
    }

    @Test("huge dimensions are refused before anything is opened")
    func bomb() {
        var chunks = Picture().chunks
        for size in [0x7FFF_FFFF, 70_000] {
            chunks[0].data = Picture.number(size) + Picture.number(size) + [16, 6, 0, 0, 0]
            #expect(LogoRules.fault(of: Picture.file(chunks), as: .colored) == .dimensions)
        }
    }

    @Test("2,000 mutations of pictures are all judged, and none with a changed byte is taken")
    func mutations() async {
        let pictures = [
            Picture.painted(width: 20, height: 20, clear: (3, 3)), Picture(width: 16, height: 16, isInterlaced: true),
            Picture(width: 18, height: 18, colorType: 3, depth: 2, palette: Array(0..<12), transparency: [0]),
            Picture(width: 20, height: 17, colorType: 0, depth: 16, transparency: [0, 0]),
        ]
        var random = SeededRandom(seed: 2031)
        var taken = 0
        for number in 0..<2000 {
            // Other tests wait for the same few threads.
            if number % 20 == 0 { await Task.yield() }
            let picture = pictures[number % pictures.count]
            var bytes = picture.png
            switch number / 4 % 4 {
            case 0: bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            case 1: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
            case 2:
                bytes.insert(
                    UInt8.random(in: 0...255, using: &random), at: Int.random(in: 0...bytes.count, using: &random))
            default:
                bytes = Picture.file(Self.mutated(picture.chunks, &random))
                // With its checksums in order a changed picture may still be one.
                if LogoRules.fault(of: bytes, as: .white) == nil { taken += 1 }
                continue
            }
            #expect(LogoRules.fault(of: bytes, as: .white) != nil, "mutation \(number)")
        }
        #expect(taken < 500)
    }

    /// Chunks left out, doubled, exchanged or changed inside.
    private static func mutated(
        _ chunks: [(type: String, data: [UInt8])], _ random: inout SeededRandom
    ) -> [(type: String, data: [UInt8])] {
        var chunks = chunks
        let at = Int.random(in: chunks.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: chunks.remove(at: at)
        case 1: chunks.insert(chunks[at], at: Int.random(in: 0...chunks.count, using: &random))
        case 2: chunks.swapAt(at, Int.random(in: chunks.indices, using: &random))
        case 3 where !chunks[at].data.isEmpty: chunks[at].data.removeLast()
        default:
            guard !chunks[at].data.isEmpty else { break }
            let byte = Int.random(in: chunks[at].data.indices, using: &random)
            chunks[at].data[byte] = UInt8.random(in: 0...255, using: &random)
        }
        return chunks
    }
}

/// Files that are no whole PNG.
enum Damage: CaseIterable {
    case empty, jpeg, signatureOnly, noHeader, noPicture, noEnd, trailing, splitPicture, longPicture, shortPicture
    case inflatesForever, noPalette, colorBeyondPalette, paletteOnGray, transparencyOnAlpha, unknownCritical, filter5
    case depth3, zeroWidth, secondHeader, behindTheStream

    var bytes: [UInt8] {
        let sound = Picture()
        var chunks = sound.chunks
        let picture = Picture.compressed(sound.rows)
        switch self {
        case .empty: return []
        case .jpeg: return [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 0, count: 200)
        case .signatureOnly: return Picture.file([])
        case .noHeader: chunks.removeFirst()
        case .noPicture: chunks.remove(at: 1)
        case .noEnd: chunks.removeLast()
        case .trailing: return sound.png + [0]
        case .splitPicture:
            chunks[1].data = Array(picture.prefix(5))
            chunks.insert(("teXt", [1]), at: 2)
            chunks.insert(("IDAT", Array(picture.dropFirst(5))), at: 3)
        case .longPicture: chunks[1].data = Picture.compressed(sound.rows + [0])
        case .shortPicture: chunks[1].data = Picture.compressed(Array(sound.rows.dropLast()))
        case .inflatesForever: chunks[1].data = Picture.compressed(Array(repeating: 0, count: 2_000_000))
        case .noPalette: chunks[0].data = Picture(colorType: 3).header
        case .colorBeyondPalette:
            var picture = Picture(colorType: 3, depth: 8, palette: [1, 2, 3], transparency: [0])
            picture.row = { _, _, count in Array(repeating: 1, count: count) }
            return picture.png
        case .paletteOnGray: return Picture(colorType: 0, palette: [1, 2, 3], transparency: [0, 0]).png
        case .transparencyOnAlpha: return Picture(transparency: [0, 0]).png
        case .unknownCritical: chunks.insert(("FURY", [1]), at: 1)
        case .filter5:
            var picture = Picture()
            picture.filter = { _ in 5 }
            return picture.png
        case .depth3: chunks[0].data = Picture(depth: 3).header
        case .zeroWidth: chunks[0].data = Picture(width: 0).header
        case .secondHeader: chunks.insert(chunks[0], at: 1)
        case .behindTheStream: chunks[1].data += [0]
        }
        return Picture.file(chunks)
    }
}
