import FoundationEssentials
import Meetings

extension PageMessage.RecordingNews: Encodable {
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: PageMessage.FromServer.Key.self)
        try encode(into: &fields)
    }

    func encode(into fields: inout KeyedEncodingContainer<PageMessage.FromServer.Key>) throws {
        try fields.encode(state.rawValue, forKey: .state)
        try fields.encodeIfPresent(since?.milliseconds, forKey: .since)
        try fields.encodeIfPresent(by, forKey: .by)
    }
}
