import Bitmaps
import Contacts
import Foundation
import Logging
import TestSupport
import Testing

@testable import Messaging

/// Folders of reports.
struct BounceFolderTests {
    @Test(arguments: StoreKind.available)
    func `a folder of files is handled and tidied up`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(4)
            try await Self.withFolder { folder in
                let soft = try await world.sent(to: 2)
                try await world.sent(to: 1).standard().write(to: folder.appending(path: "1.eml"))
                try soft.standard(soft.failed("5.2.2", "full")).write(to: folder.appending(path: "2.EML"))
                try await world.sent(to: 3).complaint().write(to: folder.appending(path: "3.eml"))
                try SampleReport.vacation.write(to: folder.appending(path: "4.eml"))
                try SampleReport().standard().write(to: folder.appending(path: "5.eml"))
                try soft.standard().write(to: folder.appending(path: "note.txt"))
                let reader = BounceFolder(folder, desk: world.desk)
                let tally = try await reader.read()
                #expect(
                    tally == BounceFolder.Tally(markedInvalid: 1, counted: 1, optedOut: 1, noted: 0, unclear: 2)
                )
                #expect(try Self.names(folder) == ["done", "note.txt", "unclear"])
                #expect(try Self.names(folder.appending(path: "done")) == ["1.eml", "2.EML", "3.eml"])
                #expect(try Self.names(folder.appending(path: "unclear")) == ["4.eml", "5.eml"])
                #expect(try await world.consents(1).first?.cause.text == "folder “\(folder.lastPathComponent)”")
                // The same name again overwrites nothing.
                try SampleReport.vacation.write(to: folder.appending(path: "4.eml"))
                #expect(try await reader.read().unclear == 1)
                #expect(try Self.names(folder.appending(path: "unclear")).count == 3)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a Maildir is handled, new and seen`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            try await Self.withFolder { folder in
                for name in ["new", "cur", "tmp"] {
                    try FileManager.default.createDirectory(
                        at: folder.appending(path: name),
                        withIntermediateDirectories: true
                    )
                }
                try await world.sent(to: 1).standard().write(to: folder.appending(path: "new/1.a.host"))
                try await world.sent(to: 2).standard().write(to: folder.appending(path: "cur/2.b.host:2,S"))
                try Data("half a mess".utf8).write(to: folder.appending(path: "tmp/3.c.host"))
                #expect(try await BounceFolder(folder, desk: world.desk).read(olderThan: 60).markedInvalid == 2)
                #expect(try Self.names(folder.appending(path: "done")) == ["1.a.host", "2.b.host:2,S"])
                #expect(try Self.names(folder.appending(path: "tmp")) == ["3.c.host"])
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a file that is being written waits`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            try await Self.withFolder { folder in
                let file = folder.appending(path: "1.eml")
                try await world.sent(to: 1).standard().write(to: file)
                let reader = BounceFolder(folder, desk: world.desk)
                #expect(try await reader.read(olderThan: 3_600).total == 0)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
                    ofItemAtPath: file.path
                )
                #expect(try await reader.read(olderThan: 3_600).markedInvalid == 1)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the server watches a folder`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            try await Self.withFolder { folder in
                let file = folder.appending(path: "1.eml")
                let reader = BounceFolder(folder, desk: world.desk)
                let watcher = BounceWatcher(reader, logger: MessagingWorld.silent, pause: .milliseconds(10))
                let report = try await world.sent(to: 1).standard()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await watcher.run() }
                    try report.write(to: file)
                    try FileManager.default.setAttributes(
                        [.modificationDate: Date(timeIntervalSinceNow: -60)],
                        ofItemAtPath: file.path
                    )
                    let isMarked = try await eventually { try await world.contact(1)?.isInvalid == true }
                    #expect(isMarked)
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `a folder that is not there is named`() async throws {
        try await MessagingWorld.with(.sqlite) { world in
            let folder = BounceFolder(URL(filePath: "/nowhere/at/all"), desk: world.desk)
            await #expect(throws: BounceFolderError.unreadable("/nowhere/at/all")) { try await folder.read() }
        }
    }

    private static func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-bounces-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}
