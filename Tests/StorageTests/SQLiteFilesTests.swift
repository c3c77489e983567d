import Foundation
import Storage
import TestSupport
import Testing

struct SQLiteFilesTests {
    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `the files of a new database are for their owner only`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            let path = try await database.read { connection in
                try connection.firstRow("SELECT file FROM pragma_database_list WHERE name = 'main'") { $0.text(0) }
            }
            let file = try #require(path)
            for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: file + suffix) == 0o600, "\(suffix)") }
        }
    }

    @Test func `the files of an older database are taken away from others`() async throws {
        try await TestDatabase.withAddress(.sqlite) { address in
            guard case .sqlite(let path) = address else { return }
            let first = try await address.open()
            try await Schema.migrate(first)
            for suffix in ["", "-wal", "-shm"] {
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + suffix)
            }
            let second = try await address.open()
            for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: path + suffix) == 0o600, "\(suffix)") }
            await second.close()
            await first.close()
        }
    }
}
