import Foundation
import Storage
import TestSupport
import Testing

/// A database of its own, a folder for files, and the program to work on them.
final class CommandLineWorld {
    let address: DatabaseAddress
    let folder: URL

    static func with(_ kind: StoreKind = .sqlite, _ body: (CommandLineWorld) async throws -> Void) async throws {
        try await TestDatabase.withAddress(kind) { try await body(CommandLineWorld($0)) }
    }

    private init(_ address: DatabaseAddress) throws {
        self.address = address
        folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes a file and tells where it is.
    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// Runs a command that must end with this code.
    ///
    /// - Returns: What it printed; for a failure what it complained about.
    /// - Throws: When the program cannot be started or ends otherwise.
    @discardableResult
    func run(
        _ arguments: String...,
        input: String? = nil,
        code: Int32 = 0,
        at place: SourceLocation = #_sourceLocation
    ) throws -> String {
        try run(arguments, input: input, code: code, at: place)
    }

    /// Runs a command with `--json`, and reads the one document that it prints.
    func json<Document: Decodable>(
        _ type: Document.Type,
        _ arguments: String...,
        input: String? = nil,
        at place: SourceLocation = #_sourceLocation
    ) throws -> Document {
        let output = try run(arguments + ["--json"], input: input, code: 0, at: place)
        return try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    /// Writes to the database itself.
    func database(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        let database = try await address.open()
        try await database.write { try body($0) }
        await database.close()
    }

    @discardableResult
    func run(
        _ arguments: [String],
        input: String? = nil,
        code: Int32,
        at place: SourceLocation = #_sourceLocation
    ) throws -> String {
        let result = try KartotekaProcess.run(arguments, input: input, database: address.description)
        try #require(result.code == code, "\(arguments): \(result.complaint)", sourceLocation: place)
        if code != 0 {
            #expect(result.output == "", "an error goes to standard error", sourceLocation: place)
            #expect(!result.complaint.isEmpty, sourceLocation: place)
            return result.complaint
        }
        #expect(result.otherComplaint == "", sourceLocation: place)
        return result.output
    }

    /// Thirty people: every third is a VIP, every tenth has opted out.
    func fill() throws {
        let rows = (1...30).map { index in
            "p\(index)@example.com,Name \(index),\(index.isMultiple(of: 3) ? "VIP" : ""),"
                + "\(index),\(index.isMultiple(of: 10) ? "opted-out" : "")\n"
        }
        let path = try file("people.csv", "email,name,tags,score,email-status\n" + rows.joined())
        try run("import", path)
    }
}
