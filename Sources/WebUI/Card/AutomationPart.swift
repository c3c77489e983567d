import Access
import Automations
import Contacts
import Storage

/// How a contact stands with rules and workflows, as its card shows it.
struct AutomationPart: Sendable {
    struct Row: Sendable {
        let automationName: String
        let kindLabel: String
        /// For who may go there.
        let automationAddress: String?
        let launches: String
        let launched: Moment
        let placeWords: String
        /// Since when it is where it is, and when it goes on.
        let since: Moment?
        let due: Moment?
    }

    let rows: [Row]

    init(_ passages: [CardPassage], contact: Contact, for user: User, clock: WorkspaceClock) {
        rows = passages.map { item in
            let place = item.passage.place
            let address = "\(item.automation.path)/test?" + FormFields.query([("email", contact.email)])
            return Row(
                automationName: item.automation.name,
                kindLabel: item.automation.kind.label,
                automationAddress: user.may(.runActions) ? address : nil,
                launches: item.passage.launches.counted("launch", "launches"),
                launched: clock.moment(item.passage.launchedAt),
                placeWords: Self.words(for: item),
                since: place.map { clock.moment($0.since) },
                due: place?.dueAt.map(clock.moment)
            )
        }
    }

    private static func words(for item: CardPassage) -> String {
        guard let place = item.passage.place else { return "through" }
        let heading = item.node?.heading ?? "the start"
        return place.flags.contains(.failed) ? "failed at “\(heading)”" : "inside, at “\(heading)”"
    }
}

/// How a contact stands with one rule or workflow.
struct CardPassage: Sendable {
    let automation: Automation
    let passage: Passage
    /// Where the contact is; nothing at the start, or where it is through.
    let node: Node?

    /// Those of the rules and workflows that whoever looks may see, those inside first.
    ///
    /// - Parameters:
    ///   - number: The contact, who must be within reach.
    ///   - automations: All of them.
    ///   - actor: Who looks.
    ///   - connection: Where they are.
    /// - Returns: How the contact stands with each that was ever launched for it.
    /// - Throws: `StorageError`.
    static func all(
        of number: UInt32,
        _ automations: [Automation],
        for actor: Actor,
        _ connection: any Connection
    ) throws -> [CardPassage] {
        let passages = try AutomationReports(connection, reach: actor.reach).passages(of: number)
        let definitions = DefinitionReader(connection)
        let found = try automations.filter { $0.isOpen(to: actor) }.compactMap { automation -> CardPassage? in
            guard let passage = passages[automation.id] else { return nil }
            let node = try passage.place.flatMap { place in
                place.node == Place.start
                    ? nil : try definitions.graph(of: automation.id, version: place.version).node(place.node)
            }
            return CardPassage(automation: automation, passage: passage, node: node)
        }
        return found.filter { $0.passage.place != nil } + found.filter { $0.passage.place == nil }
    }
}
