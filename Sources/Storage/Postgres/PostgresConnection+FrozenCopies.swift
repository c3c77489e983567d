extension PostgresConnection {
    /// Ends the connections of programs that are frozen in the middle of a `COPY`, so that the server releases their locks.
    ///
    /// While the server waits for the rows of a `COPY`, neither `statement_timeout` nor
    /// `idle_in_transaction_session_timeout` ends it (PostgreSQL 15, `CopyGetData`), so whoever waited for a lock in vain
    /// does. We send a batch of rows without a pause: one that the server has been waiting for during half of the lock
    /// timeout has nobody left who sends it.
    ///
    /// - Throws: `StorageError`.
    func endFrozenCopies() throws {
        try run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND application_name = 'kartoteka'
                AND state = 'active' AND wait_event = 'ClientRead' AND query LIKE 'COPY %'
                AND current_setting('lock_timeout') <> '0'
                AND query_start < clock_timestamp() - current_setting('lock_timeout')::interval / 2
            """
        )
    }
}
