import Access
import ArgumentParser
import Contacts
import Selections

struct SegmentGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: "List, create, show, change, rename or delete saved segments.",
        subcommands: [
            ListSegments.self, CreateSegment.self, ShowSegment.self, UpdateSegment.self, RenameSegment.self,
            DeleteSegment.self,
        ],
        defaultSubcommand: ListSegments.self
    )
}

/// A segment as JSON shows it.
private struct SegmentDocument: Encodable {
    let name: String
    let query: String
    let selection: Selection
    let contacts: Int

    init(_ segment: Segment, contacts: Int) {
        name = segment.name
        query = segment.selection.queryText
        selection = segment.selection
        self.contacts = contacts
    }
}

extension World {
    fileprivate func documents(_ segments: [Segment]) async throws -> [SegmentDocument] {
        var documents: [SegmentDocument] = []
        for segment in segments {
            let contacts = try await audiences.count(segment.selection, reach: actor.reach)
            documents.append(SegmentDocument(segment, contacts: contacts))
        }
        return documents
    }

    fileprivate func show(_ name: String, json: Bool) async throws {
        guard let segment = try await segments.segment(named: name) else { throw SegmentError.unknown(name) }
        let document = try await documents([segment])[0]
        if json {
            try Console.say(json: document)
        } else {
            Console.say("\(document.name)  \(document.contacts.grouped) contacts  \(document.query)")
        }
    }
}

struct ListSegments: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List segments with their counts.")

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let documents = try await world.documents(try await world.segments.all())
        if options.json {
            try Console.say(json: documents)
        } else {
            for document in documents {
                Console.say("\(document.name)  \(document.contacts.grouped) contacts  \(document.query)")
            }
        }
    }
}

struct ShowSegment: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one segment.")

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the segment.") var name: String

    func work(in world: World) async throws {
        try await world.show(name, json: options.json)
    }
}

struct CreateSegment: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Save a selection under a name.")

    static let needs = Permission.manageSegments

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the segment.") var name: String
    @OptionGroup var selected: SelectionArguments

    func work(in world: World) async throws {
        try await world.segments.create(name, try selected.selection)
        try await world.show(name, json: options.json)
    }
}

struct UpdateSegment: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Give a segment another selection."
    )

    static let needs = Permission.manageSegments

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the segment.") var name: String
    @OptionGroup var selected: SelectionArguments

    func work(in world: World) async throws {
        try await world.segments.update(name, try selected.selection)
        try await world.show(name, json: options.json)
    }
}

struct RenameSegment: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a segment another name, also where other segments use it."
    )

    static let needs = Permission.manageSegments

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the segment.") var name: String
    @Argument(help: "Its new name.") var newName: String

    func work(in world: World) async throws {
        try await world.segments.rename(name, to: newName)
        try await world.show(newName, json: options.json)
    }
}

struct DeleteSegment: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a segment; its contacts stay."
    )

    static let needs = Permission.manageSegments

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the segment.") var name: String

    private struct Answer: Encodable {
        let deleted: String
    }

    func work(in world: World) async throws {
        try await world.segments.delete(name)
        if options.json { try Console.say(json: Answer(deleted: name)) }
    }
}
