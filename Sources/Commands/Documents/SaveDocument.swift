import Access
import ArgumentParser
import Contacts
import Foundation
import Tracking

struct SaveDocument: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: "Write a file of a document, as CSV with the columns email and url.",
        discussion: "The file must not be there yet. Without --to it goes to standard output."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the document.") var document: Int64

    @Option(name: .customLong("file"), help: "Which of its files.")
    var number = 1

    @Option(name: .customLong("to"), help: "The path of the file to write.", completion: .file())
    var path: String?

    private struct Answer: Encodable {
        let saved: String
        let lines: Int
    }

    func work(in world: World) async throws {
        let files = DocumentFiles(world)
        guard let path else {
            guard !options.json else {
                throw CommandFailure(badInput: "the file is CSV: write it to a file with --to, or leave out --json")
            }
            try await files.forEachPortion(of: DocumentID(document), file: number) {
                if !$0.isEmpty { Console.say(String($0.dropLast())) }
            }
            return
        }
        let lines = try await save(files, to: path)
        if options.json {
            try Console.say(json: Answer(saved: path, lines: lines))
        } else {
            Console.say("\(lines.counted("link")) saved in \(path)")
        }
    }

    /// Writes a new file, which is taken away again when something goes wrong.
    private func save(_ files: DocumentFiles, to path: String) async throws -> Int {
        var handle: FileHandle?
        var lines = -1
        do {
            try await files.forEachPortion(of: DocumentID(document), file: number) { text in
                if handle == nil {
                    let url = URL(filePath: path)
                    try Data().write(to: url, options: .withoutOverwriting)
                    handle = try FileHandle(forWritingTo: url)
                }
                try handle?.write(contentsOf: Data(text.utf8))
                lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
            }
            try handle?.close()
        } catch {
            if handle != nil { try? FileManager.default.removeItem(atPath: path) }
            guard error is CocoaError else { throw error }
            throw CommandFailure(
                unavailable: "\(path) cannot be written: choose a name that is not taken, in a folder that is there"
            )
        }
        return lines
    }
}
