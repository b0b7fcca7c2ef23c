import Hummingbird
import MeetingsWire

/// `…/dial-in-numbers` (API reference, *Dial-in numbers*): needs no token.
struct DialInRoutes: Sendable {
    let numbers: [DialInNumber]

    func add(to group: RouterGroup<APIContext>) {
        group.get("/dial-in-numbers") { _, _ in Response(status: .ok, json: DialInNumberListJSON.write(numbers)) }
    }
}
