/// The limits of single fields, each refusal worded as the API words its own: the field in double quotes, then the rule.
public enum FieldRules {
    /// A text that must be there: not empty, not only blanks, at most `limit` characters.
    public static func text(_ text: String, field: String, atMost limit: Int) throws(Problem) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem(.invalidInput, "\"\(field)\" is not allowed to be empty")
        }
        try length(text, field: field, atMost: limit)
    }

    /// A text of at most `limit` characters, counted as UTF-16 units as the API's own validator did.
    ///
    /// A NUL is refused rather than stored: too much software ends a text there.
    public static func length(_ text: String, field: String, atMost limit: Int) throws(Problem) {
        guard !text.utf8.contains(0) else {
            throw Problem(.invalidInput, "\"\(field)\" must not contain the character U+0000")
        }
        guard text.utf16.count <= limit else {
            throw Problem(
                .invalidInput, "\"\(field)\" length must be less than or equal to \(limit) characters long")
        }
    }

    /// `#rgb` or `#rrggbb`.
    public static func color(_ color: String, field: String) throws(Problem) {
        let digits = color.dropFirst()
        guard color.first == "#", digits.count == 3 || digits.count == 6,
            digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else {
            throw Problem(.invalidInput, "\"\(field)\" must be a color in the form #rgb or #rrggbb")
        }
    }

    /// 1 to 128 letters, digits, `_`, `~` or `-`, with at least one that is no digit.
    public static func shortCompanyURL(_ text: String) throws(Problem) {
        let isAllowed = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_~-".contains($0)) }
        guard (1...128).contains(text.count), isAllowed, !text.allSatisfy(\.isNumber) else {
            throw Problem(
                .invalidInput,
                "\"short_company_url\" must be 1 to 128 letters, digits, _, ~ or -, with at least one non-digit")
        }
    }

    /// Later than ten minutes from now, and no later than the same time of the same day next year (API guide: one year).
    /// The year from a 29 February ends with the 1 March.
    public static func expiry(_ expiry: Timestamp, now: Timestamp) throws(Problem) {
        guard expiry > now + Meetings.shortestLife else {
            throw Problem(.invalidInput, "\"expires_at\" must be more than 10 minutes in the future")
        }
        guard expiry <= now.oneYearLater else {
            throw Problem(.invalidInput, "\"expires_at\" must be at most one year in the future")
        }
    }

    /// An absolute `http` or `https` URL without blanks or control characters.
    public static func url(_ text: String, field: String) throws(Problem) {
        let lowercased = text.lowercased()
        let rest = ["http://", "https://"].lazy.filter(lowercased.hasPrefix).map { text.dropFirst($0.count) }.first
        let isClean = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace
        }
        guard let rest, let first = rest.first, !"/?#".contains(first), isClean, text.utf8.count <= 2048 else {
            throw Problem(.invalidInput, "\"\(field)\" must be a valid uri with a scheme of http or https")
        }
    }
}

extension CallbackURLs {
    /// Throws for the first of the three that is no `http` or `https` URL.
    public func validate() throws(Problem) {
        if let rooms { try FieldRules.url(rooms, field: "callback_urls.rooms_callback_url") }
        if let sessions { try FieldRules.url(sessions, field: "callback_urls.sessions_callback_url") }
        if let recordings { try FieldRules.url(recordings, field: "callback_urls.recordings_callback_url") }
    }
}
