import Foundation
import Secrets
import Storage
import TestSupport
import Testing

struct SecretRotationTests {
    /// A database with two secrets, whose key file the test may change.
    private func withSecrets(
        _ kind: StoreKind,
        _ body: (any Database, DatabaseAddress, SecretKeyFile) async throws -> Void
    ) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            try file.makeIfMissing()
            let database = try await address.open(secretKeyFile: file.path)
            do {
                try await Schema.migrate(database)
                try await SecretProtection.prepare(database)
                try await database.write { connection in
                    for id in [Int64(1), 2] {
                        let sealed = try connection.seal("secret \(id)", as: .accountSettings, row: id)
                        try connection.execute(
                            """
                            INSERT INTO message_account (id, channel, name, name_key, settings, is_default, created_at)
                            VALUES (\(id), 'email', \("\(id)"), \("\(id)"), \(sealed), 0, 0)
                            """
                        )
                    }
                }
                try await body(database, address, file)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    private static func texts(_ connection: any Connection) throws -> [String] {
        try connection.rows("SELECT settings FROM message_account ORDER BY id") { $0.text(0) }
    }

    private static func secrets(_ connection: any Connection) throws -> [String] {
        try texts(connection).enumerated().map {
            try connection.open($0.element, as: .accountSettings, row: $0.offset + 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new key encrypts everything, and servers that run find it`(kind: StoreKind) async throws {
        try await withSecrets(kind) { database, address, file in
            let running = try await address.open(secretKeyFile: file.path)
            #expect(try await running.read { try Self.secrets($0) } == ["secret 1", "secret 2"])
            let (before, keys) = (try await database.read { try Self.texts($0) }, try file.keys())
            #expect(try await SecretRotation.rotate(database) == 2)
            let after = try await database.read { try Self.texts($0) }
            #expect(Set(before).isDisjoint(with: after))
            #expect(try file.keys().count == 1)
            #expect(try file.keys() != keys)
            #expect(try await running.read { try Self.secrets($0) } == ["secret 1", "secret 2"])
            // What the running server encrypts now has the new key.
            let sealed = try await running.write { try $0.seal("x", as: .accountSettings, row: 9) }
            let id = try file.keys().first?.id
            #expect(SealedSecret(sealed)?.keyID == id)
            await running.close()
        }
    }

    @Test(arguments: StoreKind.available)
    func `one secret that cannot be read leaves all as they were`(kind: StoreKind) async throws {
        try await withSecrets(kind) { database, _, file in
            try await database.execute("UPDATE message_account SET settings = 'sealed:1:00:AAAA' WHERE id = 2")
            let before = try await database.read { try Self.texts($0) }
            await #expect(throws: StorageError.self) { try await SecretRotation.rotate(database) }
            #expect(try await database.read { try Self.texts($0) } == before)
            #expect(try await database.read { try $0.open(before[0], as: .accountSettings, row: 1) } == "secret 1")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a change that was interrupted is finished by the next`(kind: StoreKind) async throws {
        try await withSecrets(kind) { database, address, file in
            // As if the process had been killed before its transaction.
            try file.replace(with: try file.keys() + [SecretKey.make()])
            let other = try await address.open(secretKeyFile: file.path)
            #expect(try await SecretRotation.rotate(other) == 2)
            await other.close()
            #expect(try file.keys().count == 1)
            #expect(try await database.read { try Self.secrets($0) } == ["secret 1", "secret 2"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a key from another file counts once that file is in place`(kind: StoreKind) async throws {
        try await withSecrets(kind) { database, address, file in
            let next = SecretKeyFile(file.path + ".next")
            try next.makeIfMissing()
            #expect(try await SecretRotation.rotate(database, to: next) == 2)
            let other = try await address.open(secretKeyFile: file.path)
            let error = await #expect(throws: StorageError.self) { try await other.read { try Self.secrets($0) } }
            #expect(error?.detail.contains(file.path) == true)
            try file.replace(with: try next.keys())
            #expect(try await other.read { try Self.secrets($0) } == ["secret 1", "secret 2"])
            await other.close()
        }
    }
}
