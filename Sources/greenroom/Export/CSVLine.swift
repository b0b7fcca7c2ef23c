/// Cells as comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVLine {
    /// One record with its line end. A cell that a spreadsheet would take for a formula gets a quote before it.
    static func text(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), !isNumber(text) {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A negative number is no formula.
    private static func isNumber(_ text: String) -> Bool {
        text.count < 20 && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
            && text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "-") && Double(text) != nil
    }
}
