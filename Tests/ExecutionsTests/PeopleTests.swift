import Access
import Actions
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

/// Plans of users who see and act on own contacts only, and what becomes of users meanwhile.
@Suite struct PeopleTests {
    /// Ten contacts: 1–4 are Anna's, of 5 and 6 she is an owner, 7 she may only look at, 8–10 are Piotr's alone.
    private static func with(
        _ kind: StoreKind,
        _ body: (ExecutionWorld) async throws -> Void
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database, role: "marketer")
            let world = ExecutionWorld(database)
            try await world.create(10) { index, contact in
                let since = TestClock.start
                var owners = OwnerList(main: index <= 4 ? TestUsers.anna : TestUsers.piotr, since: since)
                if index == 5 || index == 6 { try owners.assign(TestUsers.anna, .owner, at: since) }
                if index == 7 { try owners.assign(TestUsers.anna, .readOnly, at: since) }
                contact.owners = owners
                contact.score = Int64(index)
            }
            try await body(world)
        }
    }

    private static let anna = TestUsers.restricted(TestUsers.anna)

    private static func set(_ assignment: SQL, _ user: UserID, _ world: ExecutionWorld) async throws {
        _ = try await world.database.write { connection in
            try connection.execute("UPDATE user_account SET \(assignment) WHERE id = \(user.number)")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a plan reaches only contacts that its user owns, as far as the level goes`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let plan = try Plan(
                yaml: "actions: [set-score: 100, assign-owner: { user: zofia@shop.example, level: owner }]"
            )
            let preview = try await world.previewer.preview(plan, actor: Self.anna)
            #expect(preview.contacts == 7)
            let edited = Outcome(changed: 6, skipped: [.readOnly: 1])
            let assigned = Outcome(changed: 4, skipped: [.readOnly: 1, .notMainOwner: 2])
            #expect(preview.actions.map(\.outcome) == [edited, assigned])
            let changing = (1...6).map { "person\($0)@example.com" }
            #expect(preview.samples.map(\.contact.email).sorted() == changing)

            let id = try await world.store.create(plan, actor: Self.anna)
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .finished && execution.user == TestUsers.anna)
            #expect(execution.outcomes == [edited, assigned])
            #expect(try await world.count("score = 100") == 6)
            #expect(try await world.count("co-owner = zofia@shop.example") == 4)
        }
    }

    @Test(arguments: StoreKind.available)
    func `deleting asks for the number within reach and deletes only what is one's own`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let plan = try Plan(yaml: "actions: [delete-contacts: true]")
            await #expect(throws: ExecutionError.confirmationDiffers(confirmed: 10, contacts: 7)) {
                try await world.store.create(plan, actor: Self.anna, confirmed: 10)
            }
            let id = try await world.store.create(plan, actor: Self.anna, confirmed: 7)
            try await world.work()
            let outcome = Outcome(changed: 4, skipped: [.readOnly: 1, .notMainOwner: 2])
            #expect(try await world.execution(id).outcomes == [outcome])
            #expect(try await world.count("all") == 6)
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts that a user loses after the group was fixed are left alone`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let id = try await world.store.create(try Plan(yaml: "actions: [set-score: 50]"), actor: Self.anna)
            #expect(try await world.runner.step(), "the group is fixed")
            let cards = CardEditing(world.database, time: world.clock.time)
            let first = try await world.database.read { try ContactReader($0).contact(1)?.id }
            let change: [CardEdit] = [.assignOwner(TestUsers.piotr, .main), .removeOwner(TestUsers.anna)]
            try await cards.edit(try #require(first), change, actor: .named("manager"))
            try await world.work()
            let outcome = Outcome(changed: 5, skipped: [.readOnly: 1, .outOfReach: 1])
            #expect(try await world.execution(id).outcomes == [outcome])
        }
    }

    @Test(arguments: StoreKind.available, [true, false])
    func `a plan of somebody who may not act any more fails and changes nobody`(
        kind: StoreKind,
        isDisabled: Bool
    ) async throws {
        try await Self.with(kind) { world in
            let later = try Plan(yaml: "at: 2999-01-01T00:00:00Z\nactions: [set-score: 50]")
            let waiting = try await world.store.create(later, actor: Self.anna)
            let begun = try await world.store.create(try Plan(yaml: "actions: [set-score: 60]"), actor: Self.anna)
            #expect(try await world.runner.step(), "the group of the second is fixed")
            try await Self.set(isDisabled ? "active = 0" : "role = 'viewer'", TestUsers.anna, world)
            try await world.work()
            let execution = try await world.execution(begun)
            #expect(execution.state == .failed && execution.failure?.contains("anna@shop.example") == true)
            world.clock.advance(by: .seconds(40_000_000_000))
            try await world.work()
            #expect(try await world.execution(waiting).state == .failed)
            #expect(try await world.count("score >= 50") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `others' executions are as good as none`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let plan = try Plan(yaml: "at: 2999-01-01T00:00:00Z\nactions: [set-score: 50]")
            let hers = try await world.store.create(plan, actor: Self.anna)
            let his = try await world.store.create(plan, actor: TestUsers.restricted(TestUsers.piotr))
            #expect(try await world.store.list(limit: 9, of: TestUsers.anna).map(\.id) == [hers])
            #expect(try await world.store.list(limit: 9).map(\.id) == [his, hers])
            #expect(try await world.store.execution(his, of: TestUsers.anna) == nil)
            await #expect(throws: ExecutionError.unknown(his)) {
                try await world.store.obey(.cancel, his, of: TestUsers.anna)
            }
            try await world.store.obey(.cancel, hers, of: TestUsers.anna)
            #expect(try await world.execution(his).state == .scheduled)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a plan names users who are there and can take contacts`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            try await Self.set("active = 0", TestUsers.jan, world)
            let cases: [(String, AccessError)] = [
                ("assign-owner: { user: x@shop.example, level: main }", .unknownUser("x@shop.example")),
                ("assign-owner: { user: JAN@shop.example, level: main }", .disabled("jan@shop.example")),
                ("hand-over: { from: anna@shop.example, to: jan@shop.example }", .disabled("jan@shop.example")),
                ("remove-owner: x@shop.example", .unknownUser("x@shop.example")),
            ]
            for (action, error) in cases {
                let plan = try Plan(yaml: "actions: [\(action)]")
                await #expect(throws: error) { try await world.store.create(plan, actor: .named("m")) }
                await #expect(throws: error) { try await world.previewer.preview(plan, actor: .named("m")) }
            }
            // Who left may still be removed.
            _ = try await world.run("actions: [remove-owner: jan@shop.example]")
            #expect(try await world.store.list(limit: 9).count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a private note needs a user to be private to`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let plan = try Plan(yaml: "actions: [add-note: { text: secret, private: true }]")
            await #expect(throws: ExecutionError.privateNoteWithoutUser) {
                try await world.store.create(plan, actor: .operator)
            }
            _ = try await world.store.create(plan, actor: Self.anna)
            try await world.work()
            let (hers, his, timeline) = try await world.database.read { connection in
                let reader = ContactReader(connection)
                return (
                    try reader.notes(of: 1, visibleTo: Self.anna), try reader.notes(of: 1, visibleTo: .named("admin")),
                    try Timeline(connection).entries(for: 1, visibleTo: .named("admin"), limit: 99)
                )
            }
            #expect(hers.map(\.text) == ["secret"] && his.isEmpty)
            #expect(!timeline.contains { $0.facet.isNote })
        }
    }

    @Test(arguments: StoreKind.available)
    func `who leaves hands over everything, as previewed`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let users = UserStore(world.database, time: world.clock.time)
            let handover = Handover(world.database, audiences: world.audiences, time: world.clock.time)
            let anna = try #require(try await users.user(TestUsers.anna))
            let zofia = try #require(try await users.user(TestUsers.zofia))
            let first = try await world.database.read { try ContactReader($0).contact(1)?.id }
            let cards = CardEditing(world.database, time: world.clock.time)
            try await cards.edit(try #require(first), [.remove], actor: .named("manager"))

            await #expect(throws: HandoverError.successorMissing("anna@shop.example", contacts: 7)) {
                try await handover.disable(anna, handingOverTo: nil, actor: .named("admin"))
            }
            await #expect(throws: HandoverError.toOneself("anna@shop.example")) {
                try await handover.disable(anna, handingOverTo: anna, actor: .named("admin"))
            }
            #expect(try await users.user(TestUsers.anna)?.isActive == true, "a refusal changes nothing")

            let preview = try await handover.preview(from: anna, to: zofia, actor: .named("admin"))
            #expect(preview.actions.map(\.outcome) == [Outcome(changed: 7)])
            let id = try #require(try await handover.disable(anna, handingOverTo: zofia, actor: .named("admin")))
            try await world.work()
            #expect(try await world.execution(id).outcomes == [Outcome(changed: 7)])
            #expect(try await users.user(TestUsers.anna)?.isActive == false)
            #expect(try await handover.contacts(of: anna) == 0)
            #expect(try await world.count("main-owner = zofia@shop.example and (removed or not removed)") == 4)
            #expect(try await world.count("co-owner = zofia@shop.example") == 2)
            #expect(try await world.count("read-only-owner = zofia@shop.example") == 1)
            let piotr = try #require(try await users.user(TestUsers.piotr))
            await #expect(throws: HandoverError.disabled("anna@shop.example")) {
                try await handover.disable(piotr, handingOverTo: anna, actor: .named("admin"))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `who hands over and leaves hands over all the same`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let users = UserStore(world.database, time: world.clock.time)
            let handover = Handover(world.database, audiences: world.audiences, time: world.clock.time)
            _ = try await users.change(TestUsers.anna, name: nil, role: .administrator)
            _ = try await users.change(TestUsers.zofia, name: nil, role: .administrator)
            let anna = try #require(try await users.user(TestUsers.anna))
            let zofia = try #require(try await users.user(TestUsers.zofia))
            let id = try #require(try await handover.disable(anna, handingOverTo: zofia, actor: anna.actor))
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .finished && execution.actor == "anna@shop.example")
            #expect(try await handover.contacts(of: anna) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who was disabled gets no new contacts`(kind: StoreKind) async throws {
        try await Self.with(kind) { world in
            let users = UserStore(world.database, time: world.clock.time)
            let admin = try await users.add(email: "admin@shop.example", name: "", role: .administrator)
            try await users.disable(TestUsers.anna)
            let now = world.clock.now
            try await world.database.write { connection in
                var random = SeededGenerator(seed: 9)
                var contact = NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("late@example.com"),
                    createdAt: now
                )
                contact.owners = OwnerList(main: TestUsers.anna, since: now)
                try Door(connection, now: now).commit(ChangeSet(created: [contact]), cause: Cause(.import, actor: "x"))
            }
            #expect(try await world.count("main-owner = admin@shop.example") == 1)
            let heirs = try await users.add(email: "second@shop.example", name: "", role: .administrator)
            _ = try await users.change(admin.id, name: nil, role: .user)
            #expect(try await world.database.read { try Workspace.defaultOwner(in: $0) } == heirs.id)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of private notes others learn neither from executions nor from the time of change`(
        kind: StoreKind
    ) async throws {
        try await Self.with(kind) { world in
            let modified = try await world.database.read { try ContactReader($0).contact(1)?.modifiedAt }
            world.clock.advance(by: .seconds(60))
            let plan = try Plan(yaml: "actions: [add-note: { text: secret, private: true }]")
            let id = try await world.store.create(plan, actor: Self.anna)
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.actions(visibleTo: Self.anna).count == 1)
            #expect(execution.actions(visibleTo: .named("admin")).isEmpty)
            #expect(!execution.plan.name.contains("private"))
            #expect(try await world.database.read { try ContactReader($0).contact(1)?.modifiedAt } == modified)
            #expect(try await world.count("modified since 2000-01-01") == 10)
            _ = try await world.run("actions: [add-note: { text: open }]")
            #expect(try await world.database.read { try ContactReader($0).contact(1)?.modifiedAt } == world.clock.now)
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts from before the first user get an owner, and later ones have one at once`(
        kind: StoreKind
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(5)
            let ownerless = OwnerlessContacts(database, audiences: world.audiences, time: world.clock.time)
            #expect(try await ownerless.adopt() == nil, "nobody could own them")
            let users = UserStore(database, time: world.clock.time)
            let admin = try await users.add(email: "admin@shop.example", name: "", role: .administrator)
            let id = try #require(try await ownerless.adopt())
            #expect(try await ownerless.adopt() == nil, "one is under way")
            try await world.work()
            #expect(try await world.execution(id).outcomes == [Outcome(changed: 5)])
            #expect(try await world.count("main-owner = admin@shop.example") == 5)
            let now = world.clock.now
            try await database.write { connection in
                var random = SeededGenerator(seed: 9)
                let contact = NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("late@example.com"),
                    createdAt: now
                )
                try Door(connection, now: now).commit(ChangeSet(created: [contact]), cause: Cause(.import, actor: "x"))
            }
            #expect(try await world.count("main-owner = admin@shop.example") == 6)
            #expect(try await world.count("not has owner") == 0)
            #expect(try await ownerless.adopt() == nil)
            let second = try await users.add(email: "second@shop.example", name: "", role: .administrator)
            try await users.disable(admin.id)
            #expect(try await database.read { try Workspace.defaultOwner(in: $0) } == second.id)
        }
    }
}
