/// A value that is dear to make and may be a moment old: asked for often, it is still made rarely.
actor Recent<Value: Sendable> {
    private let life: Duration
    private let make: @Sendable () async -> Value
    private var last: (value: Task<Value, Never>, at: ContinuousClock.Instant)?

    init(life: Duration = .seconds(1), make: @escaping @Sendable () async -> Value) {
        self.life = life
        self.make = make
    }

    var value: Value {
        get async {
            if let last, ContinuousClock.now - last.at < life { return await last.value.value }
            let task = Task { [make] in await make() }
            last = (task, .now)
            return await task.value
        }
    }
}
