import Foundation
import Secrets
package import Storage

/// Databases that live as long as one test.
package enum TestDatabase {
    /// Several connections let transactions meet; a few are enough for that.
    private static let connections = 4
    private static let turnstile = Turnstile(limit: 6)

    /// Runs the body with an empty database of its own, which is gone afterwards.
    ///
    /// SQLite gets a file in a temporary folder, PostgreSQL a schema. A test must not ask for a second database
    /// inside the first: only a few are open at a time.
    package static func withDatabase(
        _ kind: StoreKind,
        migrated: Bool = true,
        _ body: (any Database) async throws -> Void
    ) async throws {
        try await withAddress(kind) { address in
            let database = try await open(address)
            do {
                if migrated { try await Schema.migrate(database) }
                try await body(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    /// Runs the body with the address of an empty database of its own, for tests that open it themselves.
    package static func withAddress(
        _ kind: StoreKind,
        _ body: (DatabaseAddress) async throws -> Void
    ) async throws {
        try await turnstile.pass {
            switch kind {
            case .sqlite: try await withFile(body)
            case .postgres: try await withSchema(body)
            }
        }
    }

    /// Opens a database with few connections.
    package static func open(_ address: DatabaseAddress) async throws -> any Database {
        switch address {
        case .sqlite(let path): try SQLiteDatabase(path: path)
        case .postgres(let url):
            try await PostgresDatabase(
                url: url,
                connections: connections,
                secretKeys: SecretKeyring(.file(SecretKeyFile(try TestSecretKey.file())))
            )
        }
    }

    private static func withFile(_ body: (DatabaseAddress) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(.sqlite(path: folder.appending(path: "test.db").path))
    }

    private static func withSchema(_ body: (DatabaseAddress) async throws -> Void) async throws {
        guard let server = StoreKind.postgresURL else { preconditionFailure("KARTOTEKA_TEST_POSTGRES is not set") }
        let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "_")
        try await administer(server, schema) {
            try $0.execute(
                "DO 'BEGIN EXECUTE format(''CREATE SCHEMA %I'', current_setting(''kartoteka.schema'')); END'"
            )
        }
        let separator = server.contains("?") ? "&" : "?"
        let result: Result<Void, any Error> = await Result {
            try await body(.postgres(url: "\(server)\(separator)options=-csearch_path%3D\(schema)"))
        }
        try await administer(server, schema) {
            try $0.execute(
                "DO 'BEGIN EXECUTE format(''DROP SCHEMA %I CASCADE'', current_setting(''kartoteka.schema'')); END'"
            )
        }
        try result.get()
    }

    /// A statement takes no name from a variable, so the server puts it in from a setting.
    private static func administer(
        _ server: String,
        _ schema: String,
        _ statement: @escaping @Sendable (any Connection) throws -> Void
    ) async throws {
        let database = try await PostgresDatabase(url: server, connections: 1)
        try await database.write { connection in
            try connection.execute("SELECT set_config('kartoteka.schema', \(schema), true)")
            try statement(connection)
        }
        await database.close()
    }
}

extension Result where Failure == any Error {
    fileprivate init(catching body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
