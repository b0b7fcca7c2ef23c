/// A long row of small values in pieces of equal size: it grows without moving what it has, and a copy shares all
/// pieces that neither side changes.
struct Chunked<Element: Sendable>: Sendable {
    /// Elements in one piece, a power of two.
    private static var shift: Int { 13 }
    private static var size: Int { 1 << shift }

    private var pieces: [[Element]] = []
    private(set) var count = 0

    subscript(index: Int) -> Element {
        get { pieces[index >> Self.shift][index & (Self.size - 1)] }
        set { pieces[index >> Self.shift][index & (Self.size - 1)] = newValue }
    }

    mutating func append(_ element: Element) {
        if count & (Self.size - 1) == 0 {
            var piece: [Element] = []
            piece.reserveCapacity(Self.size)
            pieces.append(piece)
        }
        pieces[pieces.count - 1].append(element)
        count += 1
    }
}
