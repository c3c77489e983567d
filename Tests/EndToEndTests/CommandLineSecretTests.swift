import Foundation
import Messaging
import Storage
import TestSupport
import Testing

/// Stored secrets as the operator meets them on the command line.
struct CommandLineSecretTests {
    private struct Listed: Decodable {
        let keyFile: String?
        let secrets: [String: Int]
    }

    @Test(arguments: StoreKind.available)
    func `the key is changed while the database keeps its secrets`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.run("migrate")
            let database = try await TestDatabase.open(world.address)
            let token = try await TokenSigner.load(from: database).token(.click, number: 7)
            await database.close()
            #expect(try world.json(Listed.self, "secrets").secrets["setting.value (signing-key)"] == 1)
            if case .sqlite(let path) = world.address {
                let before = try Data(contentsOf: URL(filePath: path + ".key"))
                #expect(try world.run("secrets", "rotate") == "1 secret encrypted with the new key\n")
                #expect(try Data(contentsOf: URL(filePath: path + ".key")) != before)
            }
            let again = try await TestDatabase.open(world.address)
            #expect(try await TokenSigner.load(from: again).number(of: token, .click)?.number == 7)
            await again.close()
        }
    }

    @Test func `without its key file no command works, and says which file is missing`() async throws {
        try await CommandLineWorld.with(.sqlite) { world in
            guard case .sqlite(let path) = world.address else { return }
            try world.run("migrate")
            let key = URL(filePath: path + ".key")
            let text = try String(contentsOf: key, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
            #expect(try world.run("count", code: 65).contains("chmod 600 \(key.path)"))
            try FileManager.default.removeItem(at: key)
            #expect(try world.run("count", code: 65).contains("the key file \(key.path) is missing"))
            try TestSecretKey.write(text, to: key)
            try world.run("count")
        }
    }
}
