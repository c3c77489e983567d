import Access
import Actions
import Bitmaps
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing
import Tracking

/// Action M: one link for each contact, whoever works on the run.
struct LinkExecutionTests {
    private static let plan = """
        name: Sale
        actions: [ generate-urls: { url: 'https://shop.example/sale' } ]
        """

    private func with(_ kind: StoreKind, _ body: (ExecutionWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            // Numbers on both sides of a border, so that there are two buckets to work on at once.
            _ = try await database.write { try $0.advance(counter: "contact", by: 65_500) }
            try await world.create(80)
            try await SiteStore(database, time: world.clock.time).add("shop.example", coversSubdomains: true)
            try await body(world)
        }
    }

    private func documents(_ world: ExecutionWorld, of actor: Actor = .operator) async throws -> [LinkDocument] {
        try await world.database.read { try DocumentReader($0).all(visibleTo: actor) }
    }

    private func members(_ document: LinkDocument, _ world: ExecutionWorld) async throws -> Bitmap {
        try await world.database.read { try DocumentReader($0).members(of: document.id) }
    }

    @Test(arguments: StoreKind.available)
    func `several nodes make each contact one link, as the preview says`(kind: StoreKind) async throws {
        try await with(kind) { world in
            let plan = try Plan(yaml: Self.plan)
            let preview = try await world.previewer.preview(plan, actor: .named("anna"))
            #expect(preview.actions.map(\.outcome) == [Outcome(changed: 80)])
            let remark = preview.actions[0].action.remark(on: preview.actions[0].outcome)
            #expect(remark == "80 links in 1 file")
            #expect(preview.samples.first?.changes.map(\.new) == [.text("https://shop.example/sale")])
            #expect(try await documents(world).isEmpty)
            let id = try await world.store.create(plan, actor: .named("anna"))
            let runners = (0..<4).map { _ in world.anotherRunner() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for runner in runners {
                    group.addTask { while try await runner.step() {} }
                }
                try await group.waitForAll()
            }
            let execution = try await world.execution(id)
            #expect(execution.state == .finished && execution.outcomes == [Outcome(changed: 80)])
            let document = try #require(try await documents(world).first)
            #expect(document.name == "Sale" && document.execution == id && !document.isGrowing)
            #expect(try await members(document, world) == Bitmap(65_501...65_580))
            // Another run makes another document.
            _ = try await world.run(Self.plan)
            #expect(try await documents(world).count == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a page on no monitored site is refused with the sites there are`(kind: StoreKind) async throws {
        try await with(kind) { world in
            let plan = try Plan(yaml: "actions: [ generate-urls: { url: 'https://other.example/' } ]")
            let sites = [MonitoredSite(try HostName("shop.example"), coversSubdomains: true)]
            let error = SiteError.notMonitored(try WebAddress("https://other.example/"), sites: sites)
            await #expect(throws: error) { try await world.previewer.preview(plan, actor: .named("anna")) }
            await #expect(throws: error) { try await world.store.create(plan, actor: .named("anna")) }

            let id = try await world.store.create(try Plan(yaml: Self.plan), actor: .named("anna"))
            try await SiteStore(world.database, time: world.clock.time).remove("shop.example")
            try await world.work()
            let failed = try await world.execution(id)
            #expect(failed.state == .failed && failed.failure?.contains("lies on no monitored site") == true)
            #expect(try await documents(world).isEmpty)
            try await SiteStore(world.database, time: world.clock.time).add("shop.example", coversSubdomains: false)
            try await world.store.resume(id)
            try await world.work()
            #expect(try await world.execution(id).state == .finished)
            #expect(try await members(try #require(try await documents(world).first), world).count == 80)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a run whose document was deleted says so and changes nothing`(kind: StoreKind) async throws {
        try await with(kind) { world in
            let id = try await world.store.create(try Plan(yaml: Self.plan), actor: .named("anna"))
            #expect(try await world.runner.step())
            #expect(try await world.runner.step())
            try await world.store.pause(id)
            let document = try #require(try await documents(world).first)
            #expect(document.isGrowing)
            try await world.database.execute("DELETE FROM document_part")
            try await world.database.execute("DELETE FROM document")
            try await world.store.resume(id)
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .failed && execution.failure == DocumentError.gone.message)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who may not export makes no links, and private ones are for their author`(kind: StoreKind) async throws {
        try await with(kind) { world in
            let users = UserStore(world.database, time: world.clock.time)
            let manager = try await users.add(email: "m@shop.example", name: "M", role: .manager)
            let clerk = try await users.add(email: "u@shop.example", name: "U", role: .user)
            let plan = try Plan(yaml: Self.plan.replacing("sale'", with: "sale', private: true"))
            await #expect(throws: AccessError.forbidden("u@shop.example", .exportContacts)) {
                try await world.previewer.preview(plan, actor: clerk.actor)
            }
            let id = try await world.store.create(plan, actor: manager.actor)
            try await world.work()
            #expect(try await documents(world, of: manager.actor).map(\.isPrivate) == [true])
            #expect(try await documents(world).isEmpty)
            let execution = try await world.execution(id)
            #expect(execution.actions(visibleTo: .operator).isEmpty)
            #expect(execution.actions(visibleTo: manager.actor).count == 1)
        }
    }

    @Test func `links to one page stand in one document`() throws {
        let address = try WebAddress("https://shop.example/sale")
        let twice = [GenerateURLs(address), GenerateURLs(address, isPrivate: true)].map(PlannedAction.generateURLs)
        #expect(throws: ActionListError.linksTwice(address)) { try ActionList(twice) }
    }
}
