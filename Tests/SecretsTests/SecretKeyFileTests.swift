import Foundation
import Testing

@testable import Secrets

struct SecretKeyFileTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-keys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func `a made file holds one key and is for its owner only`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            try file.makeIfMissing()
            let keys = try file.keys()
            #expect(keys.count == 1)
            #expect(try mode(of: file.path) == 0o600)
            try file.makeIfMissing()
            #expect(try file.keys() == keys)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.key"])
        }
    }

    @Test func `of many who make the file at once all read the same key`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<32 {
                    group.addTask { try SecretKeyring(.beside(SecretKeyFile(file.path))).firstKey().id }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.key"])
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o620, 0o601])
    func `a file that others may use is refused`(mode: Int) async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            try file.makeIfMissing()
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            #expect(throws: SecretError.openToOthers(file: file.path)) { try file.keys() }
            #expect(SecretError.openToOthers(file: file.path).message.contains("chmod 600 \(file.path)"))
        }
    }

    @Test func `a missing file, a folder and a pipe are told apart`() async throws {
        try await withFolder { folder in
            let missing = SecretKeyFile(folder.appending(path: "no.key").path)
            #expect(throws: SecretError.missing(file: missing.path)) { try missing.keys() }
            let other = SecretError.unreadable(file: folder.path, reason: "it is not a file")
            #expect(throws: other) { try SecretKeyFile(folder.path).keys() }
            let pipe = folder.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            let reason = SecretError.unreadable(file: pipe, reason: "it is not a file")
            #expect(throws: reason) { try SecretKeyFile(pipe).keys() }
        }
    }

    @Test(arguments: ["", "\n# nothing\n", "secret", "AAAA", String(repeating: "A", count: 70_000)])
    func `a file without a key is refused`(text: String) async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            try write(text, to: file.path)
            #expect(throws: SecretError.notAKey(file: file.path)) { try file.keys() }
        }
    }

    @Test func `comments, spaces and line ends of Windows do not matter`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            let keys = [SecretKey.make(), SecretKey.make()]
            try write("# ours\r\n  \(keys[0].line) \r\n\r\n\(keys[1].line)", to: file.path)
            #expect(try file.keys() == keys)
        }
    }

    @Test func `a keyring finds a key that was added meanwhile`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            let (first, second) = (SecretKey.make(), SecretKey.make())
            try write(first.line, to: file.path)
            let ring = SecretKeyring(.file(file))
            #expect(try ring.key(first.id) == first)
            #expect(throws: SecretError.wrongKey(file: file.path)) { try ring.key(second.id) }
            try file.replace(with: [first, second])
            #expect(try mode(of: file.path) == 0o600)
            #expect(try ring.key(second.id) == second)
        }
    }

    @Test func `a file that the operator names is never made`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            #expect(throws: SecretError.missing(file: file.path)) { try SecretKeyring(.file(file)).firstKey() }
            #expect(throws: SecretError.noKey) { try SecretKeyring(.none).firstKey() }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names == [])
        }
    }

    @Test func `only one process changes key files at a time`() async throws {
        try await withFolder { folder in
            let file = SecretKeyFile(folder.appending(path: "a.key").path)
            let other = try await file.whileLocked {
                await #expect(throws: SecretError.self) { try await file.whileLocked { 1 } }
            }
            #expect(other != nil)
            _ = try await file.whileLocked { 1 }
        }
    }
}
