import CQREncode

/// A text as the squares that a phone's camera reads (ISO/IEC 18004).
struct QRCode: Hashable, Sendable {
    /// Rows from the top, squares from the left; true is dark. All rows are as long as there are rows. The light margin
    /// around it is not among them.
    let modules: [[Bool]]

    /// Nil when the text is empty or longer than a code can be (2,953 bytes).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        // The lowest correction of errors: nothing on a screen is torn or stained, and fewer squares are larger ones.
        guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_L) else {
            return nil
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        modules = (0..<width).map { row in (0..<width).map { data[row * width + $0] & 1 == 1 } }
    }
}
