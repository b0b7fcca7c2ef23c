public import ArgumentParser
public import Meetings

/// A switch as it is typed.
enum OnOff: String, CaseIterable, ExpressibleByArgument, Sendable {
    case on, off
    var isOn: Bool { self == .on }
}

extension JoinApprovalLevel: ExpressibleByArgument {}
extension DeliveryState: ExpressibleByArgument {}
extension MicrophoneState: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {
    /// In any case of letters, as the API takes it.
    public init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
