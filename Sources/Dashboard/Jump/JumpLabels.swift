/// Letters at the rows on the screen: typing those of a row puts the cursor there.
struct JumpLabels: Equatable, Sendable {
    /// What letters can lead to.
    enum Target: Hashable, Sendable {
        case row(ObjectID)
        /// Another pane of a wide board.
        case pane(Pane)
    }

    /// The letters of each target; all have as many, so that none begins another.
    let labels: [Target: String]
    /// The letters that were typed so far.
    var typed = ""

    /// Where the fingers rest.
    private static let home: [Character] = Array("asdfghjkl")
    /// With all others: for more rows than these nine with one letter each, and for very many with two.
    private static let letters = home + Array("qwertyuiopzxcvbnm")

    init(_ targets: [Target]) {
        let count = targets.count
        let isOne = count <= Self.letters.count
        let isHome = count <= (isOne ? Self.home.count : Self.home.count * Self.home.count)
        let letters = isHome ? Self.home : Self.letters
        let texts =
            count <= letters.count
            ? letters.map { String($0) } : letters.flatMap { first in letters.map { String([first, $0]) } }
        labels = Dictionary(zip(targets, texts), uniquingKeysWith: { first, _ in first })
    }

    /// The letters of a target that can still be meant.
    func label(of target: Target) -> String? {
        labels[target].flatMap { $0.hasPrefix(typed) ? $0 : nil }
    }

    /// The target with exactly these letters.
    func target(of label: String) -> Target? { labels.first { $0.value == label }?.key }

    /// True when more letters can make a label of these.
    func goesOn(from letters: String) -> Bool {
        labels.values.contains { $0.hasPrefix(letters) && $0 != letters }
    }
}
