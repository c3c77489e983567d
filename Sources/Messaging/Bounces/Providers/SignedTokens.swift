import Crypto
import Foundation
import Synchronization

/// Remembers which body came with which token, where a signature does not cover the body.
///
/// A provider may send the same notification again, with the same token. Another body with it was written by somebody
/// who has seen a signature. The memory is that of one process, and bounded: the oldest tokens are forgotten first.
final class SignedTokens: Sendable {
    private struct State {
        var recent: [String: Data] = [:]
        var older: [String: Data] = [:]
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: So many tokens are remembered at least.
    init(most: Int = 20_000) {
        self.most = most
    }

    /// Whether a token came with no other body.
    ///
    /// - Parameters:
    ///   - token: The token, with a signature that was checked.
    ///   - body: The body.
    /// - Returns: Whether the token is new, or came with this very body.
    func admit(_ token: String, with body: Data) -> Bool {
        let digest = Data(SHA256.hash(data: body))
        return state.withLock { state in
            if let known = state.recent[token] ?? state.older[token] { return known == digest }
            if state.recent.count >= most { (state.older, state.recent) = (state.recent, [:]) }
            state.recent[token] = digest
            return true
        }
    }
}
