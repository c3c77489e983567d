import GRDBSQLite

extension SQLiteConnection {
    /// How many steps of its virtual machine SQLite takes between two looks at the clock: some microseconds.
    private static let stepsBetweenLooks: Int32 = 10_000

    func cancelling<Value>(at deadline: ContinuousClock.Instant, _ body: () throws -> Value) throws -> Value {
        let limit = DeadlineBox(deadline)
        sqlite3_progress_handler(
            handle,
            Self.stepsBetweenLooks,
            { context in
                guard let context else { return 0 }
                return Unmanaged<DeadlineBox>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            },
            Unmanaged.passUnretained(limit).toOpaque()
        )
        defer { sqlite3_progress_handler(handle, 0, nil, nil) }
        return try withExtendedLifetime(limit) { try body() }
    }
}

/// A time that a callback of C looks at.
private final class DeadlineBox {
    private let deadline: ContinuousClock.Instant

    init(_ deadline: ContinuousClock.Instant) {
        self.deadline = deadline
    }

    var isOver: Bool { ContinuousClock.now >= deadline }
}
