package import Storage
import Synchronization

/// The signer of one installation, whose key is read from the database once.
///
/// The key never changes once it was made, and it is remembered only after the transaction that made it was committed.
/// Who puts another database in place of this one starts the program anew.
package final class SharedSigner: Sendable {
    private let known = Mutex<TokenSigner?>(nil)

    package init() {}

    /// The signer, which is loaded for the first who asks.
    ///
    /// - Parameter database: Where the key is.
    /// - Returns: The same signer each time.
    /// - Throws: `StorageError`; the next who asks tries again.
    package func signer(from database: any Database) async throws -> TokenSigner {
        if let signer = known.withLock(\.self) { return signer }
        let signer = try await TokenSigner.load(from: database)
        known.withLock { $0 = signer }
        return signer
    }
}
