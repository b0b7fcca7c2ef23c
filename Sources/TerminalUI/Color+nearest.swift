extension Color {
    /// The nearest that a terminal with so many colours shows; its own when it has fewer than 8.
    public func nearest(of colors: Int) -> Color {
        if isOwn || colors < 8 { return .own }
        if colors >= Color.allColors { return self }
        if colors >= 256 { return nearest256 }
        return colors >= 16 ? nearest16 : nearest8
    }

    /// The nearest of the cube and the greys. The first 16 are left out, for nobody knows how they look.
    public var nearest256: Color {
        guard index == nil, let (red, green, blue) = components else { return self }
        func step(_ part: Int) -> Int {
            Self.levels.indices.min { abs(Self.levels[$0] - part) < abs(Self.levels[$1] - part) } ?? 0
        }
        let cube = Color(index: 16 + 36 * step(red) + 6 * step(green) + step(blue))
        let grey = Color(index: 232 + min(23, max(0, ((red + green + blue) / 3 - 3) / 10)))
        return distance(to: grey) < distance(to: cube) ? grey : cube
    }

    /// The one of the first 16 that keeps the hue.
    public var nearest16: Color {
        guard let (red, green, blue) = components else { return self }
        if let index, index < 16 { return self }
        let highest = max(red, green, blue)
        // Grey is nearest to black, white or the greys between.
        if highest - min(red, green, blue) < 40 {
            return Color(index: highest < 64 ? 0 : highest < 160 ? 8 : highest < 224 ? 7 : 15)
        }
        return Color(index: hueBits + (highest > 200 ? 8 : 0))
    }

    /// The one of the first 8 that keeps the hue.
    public var nearest8: Color {
        guard let (red, green, blue) = components else { return self }
        if let index, index < 16 { return Color(index: index % 8) }
        let highest = max(red, green, blue)
        if highest - min(red, green, blue) < 40 { return Color(index: highest < 96 ? 0 : 7) }
        return Color(index: hueBits)
    }

    /// Red 1, green 2, blue 4: what is near the strongest part counts as on.
    private var hueBits: Int {
        guard let (red, green, blue) = components else { return 0 }
        let threshold = max(red, green, blue) * 13 / 20
        return (red > threshold ? 1 : 0) | (green > threshold ? 2 : 0) | (blue > threshold ? 4 : 0)
    }

    private func distance(to other: Color) -> Int {
        guard let here = components, let there = other.components else { return .max }
        let (red, green, blue) = (here.red - there.red, here.green - there.green, here.blue - there.blue)
        return red * red + green * green + blue * blue
    }
}
