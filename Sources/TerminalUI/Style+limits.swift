extension Style {
    /// This style on a terminal with `colors` colours: a colour that it lacks becomes the nearest it has, and all go
    /// when it has fewer than 8.
    public func limited(to colors: Int) -> Style {
        Style(
            foreground: nearestColor(foreground, of: colors), background: nearestColor(background, of: colors),
            attributes: attributes)
    }
}

private func nearestColor(_ color: Int16, of colors: Int) -> Int16 {
    guard color >= 0, colors >= 8 else { return -1 }
    if colors >= 256 || color < 8 || (color < 16 && colors >= 16) { return color }
    if color < 16 { return color - 8 }
    let (red, green, blue) = components(of: Int(color))
    let highest = max(red, green, blue)
    // Grey is nearest to black, white, or with 16 colours the greys between.
    if highest - min(red, green, blue) < 40 {
        if colors >= 16 { return highest < 64 ? 0 : highest < 160 ? 8 : highest < 224 ? 7 : 15 }
        return highest < 96 ? 0 : 7
    }
    // What is near the strongest component counts as on.
    let threshold = highest * 13 / 20
    let bits = (red > threshold ? 1 : 0) | (green > threshold ? 2 : 0) | (blue > threshold ? 4 : 0)
    return Int16(bits + (colors >= 16 && highest > 200 ? 8 : 0))
}

/// Red, green and blue, 0…255, of a colour from 16 on, as xterm has them.
private func components(of color: Int) -> (Int, Int, Int) {
    if color >= 232 {
        let grey = 8 + (color - 232) * 10
        return (grey, grey, grey)
    }
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = color - 16
    return (levels[cube / 36 % 6], levels[cube / 6 % 6], levels[cube % 6])
}
