/// The three pictures of a theme (API reference, *Themes*). The raw values are the API's.
public enum LogoKind: String, Hashable, Sendable, CaseIterable {
    /// The logo on dark ground.
    case white
    /// The logo on light ground.
    case colored
    /// The icon in the browser's tab.
    case favicon
}
