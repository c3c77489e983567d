import Foundation
import TestSupport
import Testing

@testable import Messaging

struct MessageFolderTests {
    private func withFolders(_ body: (_ folder: URL, _ outside: URL) async throws -> Void) async throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "kartoteka-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: base) }
        let (folder, outside) = (base.appending(path: "texts"), base.appending(path: "texts-outside"))
        for url in [folder.appending(path: "inner"), outside] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        try await body(folder, outside)
    }

    @Test func `files below the folder are found`() async throws {
        try await withFolders { folder, _ in
            let here = MessageFolder(folder.path)
            #expect(try here.file(at: "a") == folder.path + "/a")
            #expect(try here.file(at: "inner/a") == folder.path + "/inner/a")
            #expect(try here.file(at: "inner/../a") == folder.path + "/a")
            #expect(try here.file(at: folder.path + "/inner/a") == folder.path + "/inner/a")
            try here.opened("a").write(contentsOf: Data("1".utf8))
            try here.opened("a").write(contentsOf: Data("2".utf8))
            #expect(try String(contentsOf: folder.appending(path: "a"), encoding: .utf8) == "12")
        }
    }

    @Test func `nothing leads out of the folder`() async throws {
        try await withFolders { folder, outside in
            let here = MessageFolder(folder.path)
            let link = folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
            let direct = folder.appending(path: "direct")
            try FileManager.default.createSymbolicLink(at: direct, withDestinationURL: outside.appending(path: "x"))
            let paths = [
                "../a", "..", ".", "inner/../../a", "inner/..", "/etc/passwd", outside.path + "/a", "link/a", "direct",
                "../texts-outside/a", "/", "nowhere/a", "inner", folder.path, "a\u{0}b",
            ]
            for path in paths {
                #expect(throws: AccountError.self, "\(path)") { try here.opened(path) }
            }
            #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
            #expect(throws: AccountError.unwritable("pipe")) { try here.opened("pipe") }
            let written = try FileManager.default.contentsOfDirectory(atPath: outside.path)
            #expect(written == [])
        }
    }

    @Test(arguments: StoreKind.available)
    func `without a folder no account writes a file`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            let store = AccountStore(world.database, time: world.clock.time)
            let settings = AccountSettings.file(FileTextSettings(path: "texts"))
            await #expect(throws: AccountError.noFolder) { try await store.create("File", settings) }
            #expect(AccountError.noFolder.message.contains("KARTOTEKA_MESSAGE_FOLDER="))
            let outside = AccountSettings.file(FileTextSettings(path: "/etc/kartoteka-texts"))
            let error = AccountError.outside("/etc/kartoteka-texts", folder: world.folder.path)
            await #expect(throws: error) { try await world.accounts.create("File", outside) }
            #expect(try await world.accounts.all().isEmpty)
            // An account from before the folder was taken away.
            try await world.accounts.create("File", settings)
            let template = try await world.template(.text, .init(text: "Hello"), named: "Text")
            try await world.create(1)
            try await world.order(template, .text, for: [1])
            let sender = MessageSender(
                world.database,
                time: world.clock.time,
                calls: world.calls,
                publicAddress: MessagingWorld.base,
                logger: MessagingWorld.silent
            )
            try await sender.step()
            await sender.close()
            #expect(!FileManager.default.fileExists(atPath: world.folder.appending(path: "texts").path))
        }
    }
}
