/// What the operator is told about a copy.
extension Clipboard {
    /// Copies, and says truthfully which way the text went. A secret is never in the sentence.
    func report(_ text: String, _ label: String, isSecret: Bool) async -> String {
        if let route = await copy(text) { return "\(label) (\(text.count) characters) \(route.outcome)" }
        if isSecret { return "\(label): no way to copy worked. Show it and take it by hand." }
        return "\(label): no way to copy worked: \(text)"
    }
}
