/// A database of contacts, whichever engine keeps it.
///
/// The bodies run on a thread of the database's own, so they may block; they see one consistent state.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// How many read transactions run at the same time; further ones wait.
    var readers: Int { get }

    /// Runs the body in a read-only transaction with one snapshot.
    ///
    /// - Throws: `StorageError`, or what the body throws.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Runs the body in a transaction that commits when the body returns and leaves nothing behind when it throws.
    ///
    /// The whole body runs again when the transaction failed for a reason that passes, such as a lost connection
    /// before the commit, so it must have no effect outside the database.
    ///
    /// - Throws: `StorageError`, or what the body throws.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Closes every connection.
    func close() async
}
