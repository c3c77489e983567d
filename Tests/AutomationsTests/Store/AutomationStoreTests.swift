import Access
import Contacts
import Selections
import Storage
import TestSupport
import Testing

@testable import Automations

struct AutomationStoreTests {
    private static let rule = Definition.rule(
        RuleDefinition(events: [.contactAdded], yes: [DelayedAction(.addScore(5))])
    )
    private static let broken = Definition.workflow(Graph(events: [.contactAdded]))

    /// Runs the body with users and an empty store.
    private static func with(
        _ kind: StoreKind = .sqlite,
        _ body: (AutomationStore, any Database) async throws -> Void
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database, role: "marketer")
            try await body(AutomationStore(database, time: TestClock().time), database)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a draft is kept, found without regard to case and changed`(kind: StoreKind) async throws {
        try await Self.with(kind) { store, _ in
            let settings = AutomationSettings(
                " Welcome ",
                group: " New ",
                limits: LaunchLimits(maximum: 2, interval: 86_400_000)
            )
            let id = try await store.create(settings, Self.rule, by: .operator)
            let draft = try await store.draft(.rule, named: "wELCOME ", for: .operator)
            #expect(draft.automation.id == id)
            #expect(draft.automation.name == "Welcome")
            #expect(draft.automation.group == "New")
            #expect(draft.automation.limits == LaunchLimits(maximum: 2, interval: 86_400_000))
            #expect((draft.automation.state, draft.automation.version, draft.revision) == (.draft, nil, 1))
            #expect(draft.definition == Self.rule)
            #expect(draft.published == nil)
            #expect(!draft.hasUnpublishedChanges)

            try await store.change(id, to: AutomationSettings("welcome", isShared: false), by: .operator)
            let changed = try await store.draft(id, for: .operator)
            #expect((changed.automation.name, changed.automation.group) == ("welcome", nil))
            #expect(changed.automation.limits == LaunchLimits())
            #expect(!changed.automation.isShared)
            #expect(try await store.all(for: .operator).map(\.id) == [id])
            #expect(try await store.all(.workflow, for: .operator).isEmpty)
            await #expect(throws: AutomationError.unknown(.workflow, "Welcome")) {
                try await store.draft(.workflow, named: "Welcome", for: .operator)
            }
        }
    }

    @Test(
        arguments: [
            (AutomationSettings(" "), AutomationError.emptyName(.rule)),
            (AutomationSettings("a\nb"), .controlCharacter("ab")),
            (AutomationSettings("a", group: "b\tc"), .controlCharacter("bc")),
            (AutomationSettings(String(repeating: "ł", count: 256)), .nameTooLong(actual: 256)),
            (AutomationSettings("TAKEN"), .nameTaken(.rule, "Taken")),
            (AutomationSettings("a", limits: LaunchLimits(maximum: 0)), .unfitMaximum(LaunchLimits.maxima)),
            (AutomationSettings("a", limits: LaunchLimits(interval: 1)), .unfitInterval),
            (AutomationSettings("a", limits: LaunchLimits(interval: -60_000)), .unfitInterval),
        ] as [(AutomationSettings, AutomationError)]
    )
    func `unfit settings are refused`(settings: AutomationSettings, error: AutomationError) async throws {
        try await Self.with { store, _ in
            let id = try await store.create(AutomationSettings("Taken"), Self.rule, by: .operator)
            try await store.create(AutomationSettings("Taken"), Self.broken, by: .operator)
            let other = try await store.create(AutomationSettings("Other"), Self.rule, by: .operator)
            await #expect(throws: error) { try await store.create(settings, Self.rule, by: .operator) }
            await #expect(throws: error) { try await store.change(other, to: settings, by: .operator) }
            #expect(try await store.all(.rule, for: .operator).map(\.name) == ["Other", "Taken"])
            try await store.change(id, to: AutomationSettings("TAKEN"), by: .operator)
            #expect(!error.message.isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `two people who edit notice each other`(kind: StoreKind) async throws {
        try await Self.with(kind) { store, _ in
            let id = try await store.create(AutomationSettings("A"), .empty(.rule), by: .operator)
            let revision = try await store.draft(id, for: .operator).revision
            #expect(try await store.save(Self.rule, of: id, revision: revision, by: .operator) == revision + 1)
            await #expect(throws: AutomationError.changedMeanwhile(.rule, "A")) {
                try await store.save(.empty(.rule), of: id, revision: revision, by: .operator)
            }
            #expect(try await store.draft(id, for: .operator).definition == Self.rule)
            try await store.save(.empty(.rule), of: id, revision: nil, by: .operator)
            await #expect(throws: AutomationError.otherKind(.rule, "A")) {
                try await store.save(Self.broken, of: id, revision: nil, by: .operator)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `activating makes a version where the draft says something else`(kind: StoreKind) async throws {
        try await Self.with(kind) { store, database in
            let id = try await store.create(AutomationSettings("A"), Self.rule, by: .operator)
            await #expect(throws: AutomationError.neverActivated(.rule, "A")) {
                try await store.pause(id, by: .operator)
            }
            await #expect(throws: AutomationError.neverActivated(.rule, "A")) {
                try await store.resume(id, by: .operator)
            }
            #expect(try await store.activate(id, by: .operator).isEmpty)
            var now = try await store.draft(id, for: .operator)
            #expect((now.automation.state, now.automation.version, now.automation.events) == (.active, 1, 1))
            #expect(now.published == Self.rule)
            try await store.activate(id, by: .operator)
            #expect(try await store.draft(id, for: .operator).automation.version == 1)

            let next = Definition.rule(
                RuleDefinition(events: [.noteAdded, .scoreChanged], yes: [DelayedAction(.optIn)])
            )
            try await store.save(next, of: id, revision: nil, by: .operator)
            now = try await store.draft(id, for: .operator)
            #expect(now.hasUnpublishedChanges)
            #expect((now.published, now.automation.version, now.automation.events) == (Self.rule, 1, 1))
            try await store.pause(id, by: .operator)
            #expect(try await store.draft(id, for: .operator).automation.state == .paused)
            try await store.resume(id, by: .operator)
            now = try await store.draft(id, for: .operator)
            #expect((now.automation.state, now.automation.version) == (.active, 1))
            try await store.activate(id, by: .operator)
            now = try await store.draft(id, for: .operator)
            #expect((now.automation.version, now.automation.events, now.published) == (2, 2, next))
            try await database.read { connection in
                let reader = DefinitionReader(connection)
                let definitions = try (1...2).map { try reader.definition(of: id, version: $0) }
                #expect(definitions == [Self.rule, next])
                let graph = try reader.graph(of: id, version: 1)
                #expect(graph == Self.rule.graph)
                #expect(throws: StorageError.self) { try reader.graph(of: id, version: 3) }
            }
        }
    }

    @Test func `a draft that cannot work is not activated`() async throws {
        try await Self.with { store, _ in
            let id = try await store.create(AutomationSettings("A"), Self.broken, by: .operator)
            let error = await #expect(throws: FlawedDefinition.self) { try await store.activate(id, by: .operator) }
            #expect(error?.message.contains("\n  entry: nothing follows the start") == true)
            let draft = try await store.draft(id, for: .operator)
            #expect((draft.automation.state, draft.automation.version) == (.draft, nil))
        }
    }

    @Test func `a copy is a draft of its own with a name of its own`() async throws {
        try await Self.with { store, _ in
            let id = try await store.create(AutomationSettings("A", group: "G"), Self.rule, by: .operator)
            try await store.activate(id, by: .operator)
            let first = try await store.duplicate(id, by: .operator)
            let second = try await store.duplicate(id, by: .operator)
            let names = try await store.all(for: .operator).map(\.name)
            #expect(names == ["A", "A (copy 2)", "A (copy)"])
            let copy = try await store.draft(first, for: .operator)
            #expect((copy.automation.state, copy.automation.group, copy.definition) == (.draft, "G", Self.rule))
            let long = AutomationSettings(String(repeating: "x", count: 255))
            try await store.change(second, to: long, by: .operator)
            let longCopy = try await store.duplicate(second, by: .operator)
            #expect(try await store.draft(longCopy, for: .operator).automation.name.count == 255)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who sees own contacts only makes and changes own automations only`(kind: StoreKind) async throws {
        try await Self.with(kind) { store, _ in
            let (anna, piotr) = (TestUsers.restricted(TestUsers.anna), TestUsers.restricted(TestUsers.piotr))
            let manager = TestUsers.manager(TestUsers.jan)
            let shared = try await store.create(AutomationSettings("Shared"), Self.rule, by: manager)
            let kept = try await store.create(AutomationSettings("Kept", isShared: false), Self.rule, by: manager)
            await #expect(throws: AutomationError.sharingNeedsWholeBase(.rule)) {
                try await store.create(AutomationSettings("Hers"), Self.rule, by: anna)
            }
            let hers = try await store.create(AutomationSettings("Hers", isShared: false), Self.rule, by: anna)
            #expect(try await store.all(for: anna).map(\.id) == [hers, shared])
            #expect(try await store.all(for: piotr).map(\.id) == [shared])
            #expect(try await store.all(for: manager).map(\.id) == [hers, kept, shared])
            await #expect(throws: AutomationError.unknownNumber(hers)) { try await store.draft(hers, for: piotr) }
            await #expect(throws: AutomationError.unknown(.rule, "Hers")) {
                try await store.draft(.rule, named: "Hers", for: piotr)
            }
            for (id, actor, error) in [
                (shared, anna, AutomationError.notYours(.rule, "Shared")), (hers, piotr, .unknownNumber(hers)),
            ] {
                await #expect(throws: error) { try await store.save(Self.rule, of: id, revision: nil, by: actor) }
                await #expect(throws: error) { try await store.change(id, to: AutomationSettings("X"), by: actor) }
                await #expect(throws: error) { try await store.activate(id, by: actor) }
                await #expect(throws: error) { try await store.pause(id, by: actor) }
                await #expect(throws: error) { try await store.delete(id, force: true, by: actor) }
            }
            await #expect(throws: AutomationError.unknownNumber(hers)) { try await store.duplicate(hers, by: piotr) }
            try await store.activate(hers, by: anna)
            try await store.pause(hers, by: manager)
            await #expect(throws: AutomationError.sharingNeedsWholeBase(.rule)) {
                try await store.change(hers, to: AutomationSettings("Hers"), by: anna)
            }
            let copy = try await store.duplicate(shared, by: anna)
            let draft = try await store.draft(copy, for: anna)
            #expect((draft.automation.isShared, draft.automation.author) == (false, TestUsers.anna))
            try await store.change(hers, to: AutomationSettings("Hers"), by: manager)
            #expect(try await store.all(for: piotr).map(\.id) == [hers, shared])
        }
    }
}
