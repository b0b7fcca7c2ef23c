/// The four links of a page, `_links`. Written as they are given; absent ones are left out.
struct PageLinks {
    var first: String?
    var itself: String?
    var previous: String?
    var next: String?

    init(first: String?, itself: String?, previous: String?, next: String?) {
        self.first = first
        self.itself = itself
        self.previous = previous
        self.next = next
    }

    init(_ fields: FieldReader) throws(WireError) {
        first = try fields.link("first")
        itself = try fields.link("self")
        previous = try fields.link("prev")
        next = try fields.link("next")
    }

    func append(to writer: inout JSONWriter) {
        writer.object("_links") { writer in
            writer.link("first", first)
            writer.link("self", itself)
            writer.link("prev", previous)
            writer.link("next", next)
        }
    }
}

extension FieldReader {
    /// The objects of a listing: `_embedded` is an array, or an object that holds one under `name`.
    func embedded(_ name: String) throws(WireError) -> [FieldReader] {
        if case .object = self["_embedded"] {
            return try object("_embedded")?.objects(name) ?? []
        }
        return try objects("_embedded") ?? []
    }

    /// The objects of an array under a name, or nil.
    func objects(_ name: String) throws(WireError) -> [FieldReader]? {
        guard let values = try array(name) else { return nil }
        return try FieldReader.objects(values, path: name)
    }

    /// The objects of an array, each named in errors as `path[3]`.
    static func objects(_ values: [JSONValue], path: String) throws(WireError) -> [FieldReader] {
        var objects: [FieldReader] = []
        objects.reserveCapacity(values.count)
        for (number, value) in values.enumerated() {
            objects.append(try FieldReader(value, path: "\(path)[\(number)]"))
        }
        return objects
    }

    /// A count in a page's envelope; some servers leave it out.
    func count(_ name: String, otherwise count: Int) throws(WireError) -> Int {
        try integer(name).flatMap { Int(exactly: $0) } ?? count
    }
}
