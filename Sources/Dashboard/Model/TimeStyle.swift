/// How times are shown. The raw values are the words of settings.
public enum TimeStyle: String, Hashable, Sendable, CaseIterable {
    case local, utc
    /// By their age, where lists show times.
    case relative

    var title: String {
        switch self {
        case .local: "local"
        case .utc: "in UTC"
        case .relative: "shown by their age where lists show them"
        }
    }
}
