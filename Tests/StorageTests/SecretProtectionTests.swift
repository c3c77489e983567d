import Foundation
import Secrets
import Storage
import TestSupport
import Testing

struct SecretProtectionTests {
    private static let clear = "a secret in clear text"

    /// Stores secrets in clear text, as programs before the encryption did.
    private func storeClearTexts(_ database: any Database) async throws {
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO message_account (id, channel, name, name_key, settings, is_default, created_at)
                VALUES (7, 'email', 'Mail', 'mail', \(Self.clear), 1, 0), (8, 'text', 'Text', 'text', \(Self.clear), 1, 0)
                """
            )
            try connection.execute(
                """
                INSERT INTO setting (name, value)
                VALUES ('signing-key', \(Self.clear)), ('bounce-hook-keys', \(Self.clear))
                """
            )
            try connection.execute(
                """
                INSERT INTO user_account (id, email, email_key, name, role, created_at)
                VALUES (1, 'a@example.com', 'a@example.com', 'A', 'viewer', 0)
                """
            )
            try connection.execute(
                """
                INSERT INTO api_key (id, name, user_id, client_id, client_secret, created_at)
                VALUES (3, 'Shop', 1, 'shop', \(Self.clear), 0)
                """
            )
            try connection.execute(
                "INSERT INTO second_factor (user_id, seed, created_at) VALUES (1, \(Self.clear), 0)"
            )
            try connection.execute(
                "INSERT INTO api_key (id, name, user_id, token_hash, created_at) VALUES (4, 'T', 1, \([UInt8(1)]), 0)"
            )
        }
    }

    private static func settings(_ connection: any Connection, _ id: Int64) throws -> String {
        try #require(
            try connection.firstRow("SELECT settings FROM message_account WHERE id = \(id)") { $0.text(0) }
        )
    }

    @Test(arguments: StoreKind.available)
    func `clear text of earlier programs is encrypted once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await storeClearTexts(database)
            #expect(try await SecretProtection.prepare(database) == 6)
            let sealed = try await database.read { try Self.settings($0, 7) }
            #expect(sealed.hasPrefix(SealedSecret.mark))
            #expect(try await SecretProtection.prepare(database) == 0)
            try await database.read { connection in
                #expect(try Self.settings(connection, 7) == sealed)
                #expect(try connection.open(sealed, as: .accountSettings, row: 7) == Self.clear)
                let counts = try SecretProtection.counts(connection)
                #expect(counts.map(\.count) == counts.map { $0.column == .accountSettings ? 2 : 1 })
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an encrypted secret cannot be moved to another row`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await storeClearTexts(database)
            try await SecretProtection.prepare(database)
            try await database.execute(
                "UPDATE message_account SET settings = (SELECT settings FROM message_account WHERE id = 7) WHERE id = 8"
            )
            try await database.read { connection in
                let moved = try Self.settings(connection, 8)
                let error = #expect(throws: StorageError.self) {
                    try connection.open(moved, as: .accountSettings, row: 8)
                }
                #expect(error?.code == .corrupt)
                #expect(error?.detail.contains("message_account:settings:8") == true)
                #expect(throws: StorageError.self) { try connection.open(Self.clear, as: .accountSettings, row: 8) }
            }
        }
    }

    @Test func `no clear text stays in the files of an embedded database`() async throws {
        try await TestDatabase.withAddress(.sqlite) { address in
            let database = try await address.open()
            try await Schema.migrate(database)
            try await storeClearTexts(database)
            try await SecretProtection.prepare(database)
            guard case .sqlite(let path) = address else { return }
            for file in [path, path + "-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: file))
                #expect(bytes.range(of: Data(Self.clear.utf8)) == nil, "\(file)")
            }
            await database.close()
        }
    }

    @Test(arguments: StoreKind.available)
    func `a missing, open or wrong key file is named, and nothing changes`(kind: StoreKind) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appending(path: "kartoteka-\(UUID().uuidString).key")
            defer { try? FileManager.default.removeItem(at: file) }
            let right = Data(repeating: 1, count: 32).base64EncodedString()
            try TestSecretKey.write(right, to: file)
            try await with(address, file) { database in
                try await Schema.migrate(database)
                try await storeClearTexts(database)
                try await SecretProtection.prepare(database)
            }
            let wrong = Data(repeating: 2, count: 32).base64EncodedString()
            for (text, mode) in [(wrong, 0o600), (right, 0o644), ("x", 0o600), (nil, 0o600)] {
                try FileManager.default.removeItem(at: file)
                if let text { try TestSecretKey.write(text, to: file, mode: mode) }
                try await with(address, file) { database in
                    let before = try await database.read { try Self.settings($0, 7) }
                    let error = await #expect(throws: StorageError.self) {
                        try await SecretProtection.prepare(database)
                    }
                    #expect(error?.code == .secretKey)
                    #expect(error?.detail.contains(file.path) == true)
                    await #expect(throws: StorageError.self) {
                        try await database.write { try $0.seal("x", as: .accountSettings, row: 9) }
                    }
                    #expect(try await database.read { try Self.settings($0, 7) } == before)
                }
                if text == nil {
                    #expect(!FileManager.default.fileExists(atPath: file.path))
                    try TestSecretKey.write(right, to: file)
                }
            }
        }
    }

    @Test(.enabled(if: StoreKind.postgresURL != nil))
    func `a server needs a key only once there is a secret`() async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            let database = try await address.open()
            try await Schema.migrate(database)
            #expect(try await SecretProtection.prepare(database) == 0)
            try await storeClearTexts(database)
            let error = await #expect(throws: StorageError.self) { try await SecretProtection.prepare(database) }
            #expect(error?.detail.contains("openssl rand -base64 32") == true)
            #expect(error?.detail.contains("KARTOTEKA_SECRET_KEY_FILE") == true)
            #expect(try await database.read { try Self.settings($0, 7) } == Self.clear)
            await database.close()
        }
    }

    @Test func `the key beside an embedded database is made once`() async throws {
        try await TestDatabase.withAddress(.sqlite) { address in
            guard case .sqlite(let path) = address else { return }
            let first = try await address.open()
            try await Schema.migrate(first)
            try await SecretProtection.prepare(first)
            let key = try Data(contentsOf: URL(filePath: path + ".key"))
            let second = try await address.open()
            try await SecretProtection.prepare(second)
            #expect(try Data(contentsOf: URL(filePath: path + ".key")) == key)
            await second.close()
            // A lost key is not replaced by another in silence.
            try FileManager.default.removeItem(atPath: path + ".key")
            let third = try await address.open()
            let error = await #expect(throws: StorageError.self) { try await SecretProtection.prepare(third) }
            #expect(error?.detail.contains(path + ".key") == true)
            #expect(!FileManager.default.fileExists(atPath: path + ".key"))
            await third.close()
            await first.close()
        }
    }

    private func with(_ address: DatabaseAddress, _ file: URL, _ body: (any Database) async throws -> Void) async throws
    {
        let database = try await address.open(secretKeyFile: file.path)
        do { try await body(database) } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}
