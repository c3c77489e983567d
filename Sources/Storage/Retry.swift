/// Runs a transaction again when it failed for a reason that passes.
enum Retry {
    private static let attempts = 8

    static func whileBusy<Value>(_ work: () async throws -> Value) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await work()
            } catch let error as StorageError where error.isRetryable && attempt < attempts {
                let pause = Duration.milliseconds(Int.random(in: 5...20) << attempt)
                try await Task.sleep(for: pause)
                attempt += 1
            }
        }
    }
}
