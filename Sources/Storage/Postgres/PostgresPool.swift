import Dispatch
import Secrets
import Synchronization

/// Connections that are lent out one transaction at a time, each with a thread of its own.
///
/// libpq blocks; its calls run on the connection's queue, so the threads of Swift's concurrency stay free.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [Slot] = []
        /// In the order of arrival; the numbers tell the waiting apart.
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Slot, any Error>)] = []
        var lastTicket = 0
        var isClosed = false
    }

    private let url: String
    private let secretKeys: SecretKeyring
    private let state: Mutex<State>

    init(url: String, limit: Int, secretKeys: SecretKeyring) {
        self.url = url
        self.secretKeys = secretKeys
        state = Mutex(State(idle: (0..<limit).map { Slot(number: $0) }))
    }

    func withConnection<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws -> Value {
        let slot = try await take()
        defer { give(back: slot) }
        return try await slot.run(
            { [url, secretKeys] in try PostgresConnection(url: url, secretKeys: secretKeys) },
            body
        )
    }

    func close() {
        let (idle, waiting) = state.withLock { state in
            state.isClosed = true
            defer {
                state.idle = []
                state.waiting = []
            }
            return (state.idle, state.waiting)
        }
        for waiter in waiting {
            waiter.continuation.resume(throwing: StorageError(.unavailable, "the pool is closed"))
        }
        for slot in idle { slot.close() }
    }

    private func take() async throws -> Slot {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer: Result<Slot, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isClosed { return .failure(StorageError(.unavailable, "the pool is closed")) }
                    if let slot = state.idle.popLast() { return .success(slot) }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            stopWaiting(ticket)
        }
    }

    private func stopWaiting(_ ticket: Int) {
        let waiter: CheckedContinuation<Slot, any Error>? = state.withLock { state in
            guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiting.remove(at: index).continuation
        }
        waiter?.resume(throwing: CancellationError())
    }

    private func give(back slot: Slot) {
        let next: CheckedContinuation<Slot, any Error>? = state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst().continuation }
            if !state.isClosed { state.idle.append(slot) }
            return nil
        }
        if let next {
            next.resume(returning: slot)
        } else if state.withLock({ $0.isClosed }) {
            slot.close()
        }
    }
}

/// A place for one connection, opened when it is first needed and again when it broke.
///
/// `@unchecked Sendable`: `connection` is touched only on the serial queue.
private final class Slot: @unchecked Sendable {
    private let queue: DispatchQueue
    private var connection: PostgresConnection?

    init(number: Int) {
        queue = DispatchQueue(label: "kartoteka.postgres.\(number)")
    }

    func run<Value: Sendable>(
        _ connect: @escaping @Sendable () throws -> PostgresConnection,
        _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try body(try self.connected(connect)) })
            }
        }
    }

    func close() {
        queue.async { self.connection = nil }
    }

    private func connected(_ connect: () throws -> PostgresConnection) throws -> PostgresConnection {
        if let connection, connection.isUsable { return connection }
        let fresh = try connect()
        connection = fresh
        return fresh
    }
}
