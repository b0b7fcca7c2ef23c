import Meetings
import MeetingsWire

/// What a theme's picture must be: a PNG of at most 1 MB with a transparent background, 1 to 300 pixels wide and high;
/// a favicon is a square of 16 to 32 (API guide, *Themes*).
enum LogoRules {
    static let largestFile = 1_000_000
    static let logoPixels = 1...300
    static let faviconPixels = 16...32

    /// The first rule that a picture breaks; nil for a good one.
    ///
    /// The background counts as transparent when at least one pixel is so entirely: a tightly cut logo may have ink in
    /// every corner. The dimensions are judged before anything is inflated.
    static func fault(of bytes: [UInt8], as kind: LogoKind) -> LogoFault.Property? {
        guard bytes.count <= largestFile else { return .exceedsSize }
        do {
            let file = try PNGFile(bytes)
            guard fits(file.header, kind) else { return .dimensions }
            return try PNGPixels.hasTransparentPixel(file) ? nil : .transparentBackground
        } catch {
            return .type
        }
    }

    private static func fits(_ header: PNGHeader, _ kind: LogoKind) -> Bool {
        guard kind == .favicon else {
            return logoPixels.contains(header.width) && logoPixels.contains(header.height)
        }
        return header.width == header.height && faviconPixels.contains(header.width)
    }
}
