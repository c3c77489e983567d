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
    /// Nothing where the reader may use the segment but not look into it.
    let query: String?
    let selection: Selection?
    /// Nothing where the segment cannot be counted.
    let contacts: Int?
    /// Why it cannot be counted.
    let problem: String?

    init(_ segment: Segment, for reader: Actor, contacts: Int?, problem: String?) {
        name = segment.name
        query = segment.isOpen(to: reader) ? segment.selection.queryText : nil
        selection = segment.isOpen(to: reader) ? segment.selection : nil
        self.contacts = contacts
        self.problem = problem
    }

    var line: String {
        "\(name)  \(contacts.map { $0.grouped + " contacts" } ?? problem ?? "")" + (query.map { "  " + $0 } ?? "")
    }
}

extension World {
    fileprivate func documents(_ segments: [Segment]) async throws -> [SegmentDocument] {
        var documents: [SegmentDocument] = []
        for segment in segments {
            do {
                let contacts = try await audiences.count(
                    Selection(segment: segment.name),
                    reach: actor.reach,
                    patience: .unlimited
                )
                documents.append(SegmentDocument(segment, for: actor, contacts: contacts, problem: nil))
            } catch let error as SelectionError {
                documents.append(SegmentDocument(segment, for: actor, contacts: nil, problem: error.message))
            }
        }
        return documents
    }

    fileprivate func show(_ name: String, json: Bool) async throws {
        guard let segment = try await segments.segment(named: name) else { throw SegmentError.unknown(name) }
        let document = try await documents([segment])[0]
        if json {
            try Console.say(json: document)
        } else {
            Console.say(document.line)
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
                Console.say(document.line)
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
        try await world.segments.create(name, try selected.selection, by: world.actor)
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
        try await world.segments.update(name, try selected.selection, by: world.actor)
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
        try await world.segments.rename(name, to: newName, by: world.actor)
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

    func work(in world: World) async throws {
        try await world.segments.delete(name, by: world.actor)
        if options.json { try Console.say(json: DeletionDocument(deleted: name)) }
    }
}
