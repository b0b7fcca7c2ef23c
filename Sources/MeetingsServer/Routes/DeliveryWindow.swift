import FoundationEssentials
import Hummingbird
import Meetings
import MeetingsStorage

/// The query of a list of deliveries: which ones, and from where on.
struct DeliveryWindow {
    var filter: DeliveryFilter
    /// Only those with a smaller id.
    var before: Int64?
    var size: Int?

    /// Throws the API's validation error for a state that is none and a number that is none.
    init(_ query: Parameters) throws {
        func text(_ name: String) -> String? { query.get(name).flatMap { $0.isEmpty ? nil : $0 } }
        filter = DeliveryFilter(
            url: text("url"), room: text("room_id").map { RoomID($0) }, event: text("event"))
        if let state = text("state") {
            guard let known = DeliveryState(rawValue: state) else {
                let all = DeliveryState.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.invalidInput, "\"state\" must be one of [\(all)]")
            }
            filter.state = known
        }
        before = try PageWindow.number("before", in: query).map(Int64.init)
        size = try PageWindow.number("page_size", in: query)
        guard size ?? 1 >= 1 else { throw Problem(.invalidInput, "\"page_size\" must be greater than or equal to 1") }
    }

    /// The address of the page that ends before an id, with the same conditions.
    func href(_ path: String, size: Int, before: Int64?) -> String {
        let conditions = [
            ("state", filter.state?.rawValue), ("url", filter.url), ("room_id", filter.room?.rawValue),
            ("event", filter.event), ("before", before.map(String.init)),
        ]
        return conditions.reduce("\(path)?page_size=\(size)") { text, condition in
            condition.1.map { "\(text)&\(condition.0)=\(PercentEncoding.encode($0))" } ?? text
        }
    }
}
