/// Text from strangers made safe to show: what would steer a terminal or reorder a line becomes a visible mark.
extension String {
    /// This text with control characters, line and paragraph separators, bidirectional controls, zero-width and
    /// unassigned characters replaced by `▯`, cut to `limit` characters with `…` at the cut.
    ///
    /// Applied once where text enters; scrubbing twice changes nothing.
    public func scrubbed(limit: Int = 200) -> String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) && utf8.count <= limit { return self }
        var scalars = String.UnicodeScalarView()
        // A cluster may hold any number of combining marks: count scalars too, or one "character" fills a screen.
        for scalar in unicodeScalars.prefix(limit * 8) {
            if scalar.isUnsafeToShow {
                if scalars.last != "▯" { scalars.append("▯") }
            } else {
                scalars.append(scalar)
            }
        }
        let text = String(scalars)
        return text.count <= limit ? text : text.prefix(limit - 1) + "…"
    }
}

extension Unicode.Scalar {
    /// True for what a terminal or a reader could be deceived by: C0, C1, DEL, separators, bidirectional controls and
    /// isolates, zero-width characters other than joiners inside words, tags, private use and unassigned code points.
    public var isUnsafeToShow: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        // Format characters steer; the two joiners shape words in Indic and Arabic scripts and emoji families.
        case .format: value != 0x200C && value != 0x200D
        default: false
        }
    }
}
