import Access
import ArgumentParser
import Bitmaps
import Contacts
import Foundation
import Storage
import Tracking

struct DocumentGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "List, save or delete the documents with personal links that runs made.",
        subcommands: [ListDocuments.self, SaveDocument.self, DeleteDocument.self],
        defaultSubcommand: ListDocuments.self
    )
}

struct ListDocuments: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the documents, newest first, with the lines of each file."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions

    private struct Answer: Encodable {
        let id: Int64
        let name: String
        let page: String
        let author: String
        let isPrivate: Bool
        let made: String
        let execution: Int64?
        let growing: Bool
        /// How many lines each file has.
        let files: [Int]
    }

    func work(in world: World) async throws {
        let documents = try await DocumentFiles(world).all()
        if options.json {
            try Console.say(
                json: documents.map { document, files in
                    Answer(
                        id: document.id.number,
                        name: document.name,
                        page: document.address,
                        author: document.author,
                        isPrivate: document.isPrivate,
                        made: document.createdAt.instant,
                        execution: document.execution,
                        growing: document.isGrowing,
                        files: files.files.map(\.count)
                    )
                }
            )
            return
        }
        for (document, files) in documents {
            let state = document.isGrowing ? "  not over yet" : document.isPrivate ? "  private" : ""
            Console.say(
                "\(document.id.number)  \(document.name)  \(LinkFiles.words(links: files.lines)) to \(document.address)"
                    + "  by \(document.author)  \(document.createdAt.instant)\(state)"
            )
        }
    }
}

struct DeleteDocument: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a document.")

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the document.") var document: Int64

    private struct Answer: Encodable {
        let deleted: Int64
    }

    func work(in world: World) async throws {
        let mayDeleteAll = world.hand.onlyExecutionsOf == nil
        try await world.documents.delete(DocumentID(document), actor: world.actor, mayDeleteAll: mayDeleteAll)
        if options.json { try Console.say(json: Answer(deleted: document)) }
    }
}
