import ArgumentParser

/// A command that waits for something. Its work runs in a task while the main thread holds still.
protocol AsyncWork: ParsableCommand, Sendable {
    func perform() async throws
}

extension AsyncWork {
    func run() throws {
        try waiting { try await perform() }
    }
}
