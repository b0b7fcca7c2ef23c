/// The three pictures of a theme; the raw values are the API's `logoType`.
public enum LogoKind: String, Hashable, Sendable, CaseIterable {
    case white, colored, favicon
}
