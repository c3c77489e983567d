package import Contacts
package import Storage

/// Takes hits: writes those that come at the same time in one transaction, and tells each when it is written.
package actor HitQueue {
    private struct Waiting {
        let hit: Hit
        let told: CheckedContinuation<Void, any Error>
    }

    private let database: any Database
    private let time: TimeSource
    private let capacity: Int
    private let batchSize: Int
    private let pause: Duration
    private var waiting: [Waiting] = []
    private var isWriting = false

    /// Makes a queue.
    ///
    /// - Parameters:
    ///   - database: Where the hits go.
    ///   - time: When they come.
    ///   - capacity: How many may wait; who comes then is sent away.
    ///   - batchSize: How many are written together at most.
    ///   - pause: How long the first one waits for others.
    package init(
        _ database: any Database,
        time: TimeSource,
        capacity: Int = 10_000,
        batchSize: Int = 2_000,
        pause: Duration = .milliseconds(2)
    ) {
        self.database = database
        self.time = time
        self.capacity = capacity
        self.batchSize = batchSize
        self.pause = pause
    }

    /// Writes a hit; comes back when it is written for good.
    ///
    /// - Throws: `HitError.full`, `StorageError` when the database cannot take it.
    package func take(_ hit: Hit) async throws {
        guard waiting.count < capacity else { throw HitError.full }
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(hit: hit, told: continuation))
            guard !isWriting else { return }
            isWriting = true
            Task { await write() }
        }
    }

    private func write() async {
        while !waiting.isEmpty {
            if waiting.count < batchSize { try? await Task.sleep(for: pause) }
            let batch = Array(waiting.prefix(batchSize))
            waiting.removeFirst(batch.count)
            let result: Result<Void, any Error>
            do {
                let (hits, now) = (batch.map(\.hit), time.now)
                try await database.write { try HitRows($0).add(hits, at: now) }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            for waiting in batch { waiting.told.resume(with: result) }
        }
        isWriting = false
    }
}
