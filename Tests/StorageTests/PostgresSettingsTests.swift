import Storage
import TestSupport
import Testing

struct PostgresSettingsTests {
    /// Otherwise the statement of a program that was killed goes on and keeps its locks.
    @Test(arguments: StoreKind.available)
    func `the server looks whether the program is still there`(kind: StoreKind) async throws {
        guard kind == .postgres else { return }
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            let settings = [
                ("client_connection_check_interval", "5s"), ("application_name", "kartoteka"),
                ("idle_in_transaction_session_timeout", "45s"), ("tcp_user_timeout", "45000"), ("lock_timeout", "45s"),
                ("statement_timeout", "0"),
            ]
            for (setting, value) in settings {
                let present = try await database.read { connection in
                    try connection.firstRow("SELECT current_setting(\(setting))") { $0.text(0) }
                }
                #expect(present == value)
            }
        }
    }

    @Test(.enabled(if: StoreKind.postgresURL != nil))
    func `limits that the address names count more`() async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            guard case .postgres(let url) = address else { return }
            let database = try await PostgresDatabase(url: url + "%20-clock_timeout%3D7s")
            let present = try await database.read { connection in
                try connection.firstRow("SELECT current_setting('lock_timeout')") { $0.text(0) }
            }
            #expect(present == "7s")
            await database.close()
        }
    }

    /// As a program does that was frozen between two statements.
    @Test(.enabled(if: StoreKind.postgresURL != nil))
    func `a transaction that pauses too long lets go of its locks, and runs again`() async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            guard case .postgres(let url) = address else { return }
            let frozen = try await PostgresDatabase(url: url + "%20-cidle_in_transaction_session_timeout%3D1s")
            let other = try await TestDatabase.open(address)
            let (holds, mayGo) = (Gate(), Gate())
            let held = Task {
                try await frozen.write { connection in
                    try connection.lock(1)
                    holds.open()
                    mayGo.pass()
                    try connection.execute("SELECT 1")
                }
            }
            await holds.opened()
            try await other.write { try $0.lock(1) }
            // Once for the run that lost its connection, and for each run after it.
            for _ in 0..<20 { mayGo.open() }
            try await held.value
            await frozen.close()
            await other.close()
        }
    }
}
