extension Color {
    /// Black.
    public static let black = Color(red: 0, green: 0, blue: 0)
    /// White.
    public static let white = Color(red: 255, green: 255, blue: 255)

    /// How well two colours are told apart, 1…21 (WCAG 2.1): text needs 4.5, large signs 3. 1 for the terminal's own
    /// colour, of which nothing is known.
    public func contrast(with other: Color) -> Double {
        guard let here = luminance, let there = other.luminance else { return 1 }
        return (max(here, there) + 0.05) / (min(here, there) + 0.05)
    }

    /// Relative luminance, 0…1.
    private var luminance: Double? {
        guard let (red, green, blue) = components else { return nil }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

private func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.03928 ? share / 12.92 : power((share + 0.055) / 1.055)
}

/// x to the power of 2.4 for x of 0.05…1: its square times its fifth root squared. The standard library has no powers.
private func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<24 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
    return x * x * root * root
}
