/// A `multipart/form-data` body as it arrives (RFC 7578): the fields first, then the file.
///
/// Keeps no more than `fieldLimit` bytes before the file and `fileLimit` of it, so that a sender whose fields are not
/// accepted cannot make the server hold his file. What follows the file is passed over, as S3 does.
struct UploadForm {
    static let fieldLimit = 64 << 10
    static let fileLimit = 1 << 20

    private enum Stage: Equatable {
        case preamble, behindBoundary, head
        case field(String)
        case file
        case done
    }

    /// The fields by lower-case name.
    private(set) var fields: [String: String] = [:]
    private(set) var file: [UInt8] = []
    /// True once every field is known.
    var hasReachedFile: Bool { stage == .file || stage == .done }
    var isComplete: Bool { stage == .done }

    private let delimiter: [UInt8]
    private var stage = Stage.preamble
    /// What has arrived and is not taken yet.
    private var pending = ArraySlice(Array("\r\n".utf8))
    /// How much of `pending` holds no beginning of what is looked for.
    private var searched = 0
    private var fieldBytes = 0

    init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

    /// Takes the next bytes of the body; what they complete can be read afterwards.
    mutating func append(_ bytes: some Sequence<UInt8>) throws(UploadRefusal) {
        guard stage != .done else { return }
        pending += bytes
        while try step() {}
        guard !hasReachedFile, pending.count + fieldBytes > Self.fieldLimit else { return }
        throw UploadRefusal(.malformed, "Your POST request fields preceding the upload file were too large.")
    }

    /// Takes one thing that is whole; false when more bytes are needed.
    private mutating func step() throws(UploadRefusal) -> Bool {
        switch stage {
        case .preamble:
            guard take(through: delimiter) != nil else { return false }
            stage = .behindBoundary
        case .behindBoundary: return try stepBehindBoundary()
        case .head:
            guard let head = take(through: Array("\r\n\r\n".utf8)) else { return false }
            fieldBytes += head.count
            stage = try Self.part(String(decoding: head, as: UTF8.self))
        case .field(let name):
            guard let value = take(through: delimiter) else { return false }
            fieldBytes += value.count
            if fields[name] == nil { fields[name] = String(decoding: value, as: UTF8.self) }
            stage = .behindBoundary
        case .file: return try stepInFile()
        case .done: return false
        }
        return true
    }

    /// Two hyphens end the body; a line break, blanks before it allowed, begins a part.
    private mutating func stepBehindBoundary() throws(UploadRefusal) -> Bool {
        while let byte = pending.first, byte == 0x20 || byte == 0x09 { pending.removeFirst() }
        guard pending.count >= 2 else { return false }
        guard pending.starts(with: "\r\n".utf8) else {
            guard pending.starts(with: "--".utf8) else { throw .malformed }
            throw UploadRefusal(.invalidArgument, "POST requires exactly one file upload per request.")
        }
        // The line break stays: it may be the first half of the empty line that ends a part's head.
        stage = .head
        return true
    }

    private mutating func stepInFile() throws(UploadRefusal) -> Bool {
        if let rest = take(through: delimiter) {
            file += rest
            stage = .done
        } else {
            // The last bytes may be the beginning of the delimiter.
            let settled = max(0, pending.count - (delimiter.count - 1))
            file += pending.prefix(settled)
            pending = pending.dropFirst(settled)
            searched = 0
        }
        guard file.count <= Self.fileLimit else {
            throw UploadRefusal(.tooLarge, "Your proposed upload exceeds the maximum allowed size")
        }
        return false
    }

    /// What stands before the next `mark`, which is taken too; nil when it has not arrived.
    private mutating func take(through mark: [UInt8]) -> ArraySlice<UInt8>? {
        var at = pending.startIndex + searched
        while at + mark.count <= pending.endIndex {
            guard let next = pending[at...].firstIndex(of: mark[0]) else {
                searched = pending.count
                return nil
            }
            guard next + mark.count <= pending.endIndex else {
                searched = next - pending.startIndex
                return nil
            }
            if pending[next..<next + mark.count].elementsEqual(mark) {
                let found = pending[..<next]
                pending = pending[(next + mark.count)...]
                searched = 0
                return found
            }
            at = next + 1
        }
        searched = at - pending.startIndex
        return nil
    }

    /// The part that a head announces: its name stands in `Content-Disposition`.
    private static func part(_ head: String) throws(UploadRefusal) -> Stage {
        for line in head.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
                continue
            }
            let field = MultipartBoundary.parameters(of: String(line[line.index(after: colon)...]))
            guard field.value == "form-data", let name = field.parameters["name"] else { throw .malformed }
            return name.lowercased() == "file" ? .file : .field(name.lowercased())
        }
        throw .malformed
    }
}
