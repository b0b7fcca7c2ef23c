/// Resources that are already JSON, put into one array.
enum JSONList {
    /// `[…, …]` and a line feed: one resource a line.
    static func text(_ resources: [[UInt8]]) -> [UInt8] {
        if resources.isEmpty { return Array("[]\n".utf8) }
        return Array("[\n".utf8) + Array(resources.joined(separator: Array(",\n".utf8))) + Array("\n]\n".utf8)
    }
}
