import Foundation
import Storage

/// Hashes and checks passwords, two at a time in the whole process, on threads of its own.
///
/// Each takes a part of a second and 32 MiB: more at once would starve everything else.
struct PasswordHasher: Sendable {
    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "kartoteka.passwords"
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    let cost: PasswordCost

    func hash(_ password: String) async throws -> PasswordHash {
        try await work { try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password is the one that is kept; without one the answer is no, after the same work.
    ///
    /// - Throws: `StorageError` when what is kept is no hash.
    func check(_ password: String, against kept: String?) async throws -> PasswordCheck {
        let isPlausible = PasswordRules.isShortEnough(password)
        return try await work {
            guard let kept, isPlausible else {
                _ = try PasswordHash(of: isPlausible ? password : "", cost: cost)
                return .wrong
            }
            guard let hash = PasswordHash(text: kept) else {
                throw StorageError(.corrupt, "a password is kept in a form that this program does not know")
            }
            guard try hash.matches(password) else { return .wrong }
            return .right(replacement: hash.cost == cost ? nil : try PasswordHash(of: password, cost: cost))
        }
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}

/// Whether a password was the right one.
enum PasswordCheck: Sendable {
    case wrong
    /// It was; with a replacement when the one that is kept was made at another cost.
    case right(replacement: PasswordHash?)
}
