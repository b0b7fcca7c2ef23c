import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom deliveries endpoints`.
struct DeliveriesEndpointsCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoints", abstract: "List the URLs that nothing is sent to until they are resumed.",
        discussion: "A receiver that answers 410 Gone is paused. Nothing is lost: what is due there is held.")

    @OptionGroup var options: APIOptions
    func call(_ client: Client) -> APICall<[DeliveryEndpoint]> { .pausedEndpoints }

    func text(_ endpoints: [DeliveryEndpoint]) -> String {
        var table = Table(headings: ["URL", "PAUSED (UTC)", "HELD", "REASON"])
        table.rows = endpoints.map { [$0.url, $0.pausedAt.secondText, String($0.held), $0.reason] }
        return table.text
    }
}

/// `greenroom deliveries resume URL`.
struct DeliveriesResumeCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Send to a paused URL again, and all that was held for it.")

    @OptionGroup var options: APIOptions
    @Argument(help: "The URL as `deliveries endpoints` shows it.") var url: String

    func call(_ client: Client) -> APICall<Int> { .resume(url: url) }
    func text(_ count: Int) -> String { "Sent now: \(counted(count, "held delivery", "held deliveries")).\n" }
}
