import Storage
import TestSupport
import Testing

struct PostgresSettingsTests {
    /// Otherwise the statement of a program that was killed goes on and keeps its locks.
    @Test(arguments: StoreKind.available)
    func `the server looks whether the program is still there`(kind: StoreKind) async throws {
        guard kind == .postgres else { return }
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            for (setting, value) in [("client_connection_check_interval", "5s"), ("application_name", "kartoteka")] {
                let present = try await database.read { connection in
                    try connection.firstRow("SELECT current_setting(\(setting))") { $0.text(0) }
                }
                #expect(present == value)
            }
        }
    }
}
