import Dashboard
import Meetings
import MeetingsCallbacks

/// The dashboard's own receiver of callbacks, where the profile names one.
struct CallbackSource: Sendable {
    let settings: ReceiverSettings
    let clock: any WallClock
    let post: @Sendable (Message) -> Void

    /// Receives until the task is cancelled. A port that is taken is tried again: another dashboard may give it up.
    func run() async {
        while !Task.isCancelled {
            tell(.connecting)
            do {
                try await receiver().run { _ in tell(.live) }
            } catch is CancellationError {
                return
            } catch {
                tell(.down(CommandFailure(error).message))
            }
            try? await Task.sleep(for: .seconds(30))
        }
    }

    private func receiver() throws -> Receiver {
        let post = post
        // Callbacks carry the application's id in their token, but the secrets alone decide whom to believe.
        return Receiver(
            host: settings.listen.host, port: settings.listen.port,
            verification: .required(try settings.verifier(applicationID: nil)), clock: clock
        ) { post(.changes([$0.change])) }
    }

    private func tell(_ state: LinkState) {
        post(.changes([.link(.callbacks, state, at: clock.now)]))
    }
}
