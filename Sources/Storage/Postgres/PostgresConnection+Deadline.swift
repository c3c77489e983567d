extension PostgresConnection {
    func cancelling<Value>(at deadline: ContinuousClock.Instant, _ body: () throws -> Value) throws -> Value {
        try limitStatements(until: deadline)
        let before = self.deadline
        self.deadline = deadline
        defer { self.deadline = before }
        let value = try body()
        try run("SET LOCAL statement_timeout TO DEFAULT")
        return value
    }

    /// Gives each of the following statements the time that is left now.
    func limitStatements(until deadline: ContinuousClock.Instant) throws {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw StorageError(.timedOut, "the time for this transaction's statements is over") }
        limitedAt = .now
        // Zero would mean no limit.
        let milliseconds = max(1, left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000)
        try run("SET LOCAL statement_timeout = \(milliseconds)")
    }
}
