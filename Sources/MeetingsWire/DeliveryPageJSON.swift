public import Meetings

/// One page of callbacks, the newest first.
public struct DeliveryPage: Hashable, Sendable {
    public var deliveries: [DeliverySummary]
    /// The effective size that was asked for, not the number of callbacks here.
    public var pageSize: Int
    /// How many callbacks there are on all pages.
    public var totalItems: Int
    /// Links as the server wrote them.
    public var itself: String?
    /// The next older page; nil on the last one.
    public var next: String?

    public init(
        deliveries: [DeliverySummary], pageSize: Int, totalItems: Int, itself: String? = nil, next: String? = nil
    ) {
        self.deliveries = deliveries
        self.pageSize = pageSize
        self.totalItems = totalItems
        self.itself = itself
        self.next = next
    }
}

/// The JSON of a page of callbacks: `_embedded` is an object with the array `deliveries` in it.
public enum DeliveryPageJSON {
    /// Links that are nil are left out.
    public static func write(_ page: DeliveryPage) -> [UInt8] {
        JSONWriter.bytes(capacity: 256 + page.deliveries.count * 512) { writer in
            writer.object { writer in
                writer.field("page_size", page.pageSize)
                writer.field("total_items", page.totalItems)
                writer.object("_embedded") { writer in
                    writer.array("deliveries") { writer in
                        for delivery in page.deliveries { writer.object { DeliveryJSON.append(delivery, to: &$0) } }
                    }
                }
                PageLinks(first: nil, itself: page.itself, previous: nil, next: page.next).append(to: &writer)
            }
        }
    }

    /// Throws as `DeliveryJSON.read` does, naming the callback as `_embedded` numbers it from 0.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> DeliveryPage {
        let fields = try FieldReader(body: bytes)
        let deliveries = try fields.embedded("deliveries").map { (delivery) throws(WireError) in
            try DeliveryJSON.summary(delivery)
        }
        let links = try PageLinks(fields)
        return DeliveryPage(
            deliveries: deliveries, pageSize: try fields.count("page_size", otherwise: deliveries.count),
            totalItems: try fields.count("total_items", otherwise: deliveries.count), itself: links.itself,
            next: links.next)
    }
}
