package import Storage

extension Database {
    /// Whether somebody waits for a lock of this base, on PostgreSQL.
    ///
    /// - Parameter key: The key of the lock; that of a bucket is its number.
    /// - Returns: Whether a transaction waits for it.
    /// - Throws: `StorageError`.
    package func isWaiting(forLock key: Int64) async throws -> Bool {
        try await read { connection in
            try connection.firstRow(
                """
                SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND NOT granted
                    AND (classid::bigint << 32 | objid::bigint) = hashtextextended(current_schema()::text, \(key))
                """
            ) { _ in true } ?? false
        }
    }
}
