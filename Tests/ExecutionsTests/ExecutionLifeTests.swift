import Actions
import Bitmaps
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

@Suite struct ExecutionLifeTests {
    private func plan(_ yaml: String, at: Int64?) throws -> Plan {
        var plan = try Plan(yaml: yaml)
        plan.at = at
        return plan
    }

    @Test(arguments: StoreKind.available)
    func `a scheduled execution starts at its time, once, whoever wakes first`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(20)
            let plan = try plan("actions: [ add-note: { text: once } ]", at: world.clock.now + 3_600_000)
            let id = try await world.store.create(plan, actor: .named("anna"))
            try await world.work()
            #expect(try await world.execution(id).state == .scheduled)

            // Nobody was there at its time; who comes late starts it nevertheless.
            world.clock.advance(by: .seconds(5 * 3_600))
            let runners = (0..<4).map { _ in world.anotherRunner() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for runner in runners {
                    group.addTask { while try await runner.step() {} }
                }
                try await group.waitForAll()
            }
            let execution = try await world.execution(id)
            #expect(execution.state == .finished)
            let notes = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*) FROM note") { $0.integer(0) }
            }
            #expect(notes == 20)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the group is that of the start, not of the planning`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(3)
            let later = try plan("actions: [ set-score: 5 ]", at: world.clock.now + 3_600_000)
            let id = try await world.store.create(later, actor: .named("anna"))
            try await world.create(4) { index, contact in
                contact.email = try EmailAddress("late\(index)@example.com")
                contact.id = try ContactID.test(UInt8(index))
            }
            world.clock.advance(by: .seconds(3_600))
            try await world.work()
            #expect(try await world.execution(id).contactCount == 7)
        }
    }

    @Test(arguments: StoreKind.available)
    func `pause holds, resume goes on, nothing is done twice`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(10)
            try await world.beginNewBucket()
            try await world.create(5) { index, contact in
                contact.email = try EmailAddress("other\(index)@example.com")
                contact.id = try ContactID.test(UInt8(index))
            }
            let id = try await world.store.create(
                try Plan(yaml: "actions: [ add-note: { text: n } ]"),
                actor: .named("anna")
            )
            #expect(try await world.runner.step())  // start
            #expect(try await world.runner.step())  // first bucket
            try await world.store.pause(id)
            try await world.work()
            var execution = try await world.execution(id)
            #expect(execution.state == .paused)
            #expect(execution.doneContacts == 10)
            await #expect(throws: ExecutionError.impossible(.pause, .paused)) { try await world.store.pause(id) }

            try await world.store.resume(id)
            try await world.work()
            execution = try await world.execution(id)
            #expect(execution.state == .finished)
            #expect(execution.outcomes == [Outcome(changed: 15)])
            #expect(execution.finishedAt != nil)
            await #expect(throws: ExecutionError.impossible(.cancel, .finished)) { try await world.store.cancel(id) }
        }
    }

    @Test(arguments: StoreKind.available)
    func `cancel before the start changes nobody`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(3)
            let id = try await world.store.create(try Plan(yaml: "actions: [ set-score: 5 ]"), actor: .named("anna"))
            try await world.store.cancel(id)
            try await world.work()
            #expect(try await world.execution(id).state == .cancelled)
            #expect(try await world.count("score = 5") == 0)
        }
    }

    /// Otherwise contacts would be deleted after somebody saw that the deletion is cancelled.
    @Test(arguments: StoreKind.available)
    func `who cancels while a bucket waits for its lock changes nobody`(kind: StoreKind) async throws {
        // SQLite has one writer, so that nobody waits behind a claim.
        guard kind == .postgres else { return }
        let bucket = Bucket(779)
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            _ = try await database.write {
                try $0.advance(counter: "contact", by: Int64(bucket.range.lowerBound) - 1)
            }
            try await world.create(5)
            let id = try await world.store.create(
                try Plan(yaml: "actions: [ delete-contacts: true ]"),
                actor: .named("anna"),
                confirmed: 5
            )
            #expect(try await world.runner.step())
            let isLocked = Gate()
            let mayCommit = Gate()
            async let holder: Void = database.write { connection in
                try Door(connection, now: 1).lock([bucket])
                isLocked.open()
                mayCommit.pass()
            }
            await isLocked.opened()
            async let step = world.runner.step()
            #expect(try await eventually { try await database.isWaiting(forLock: 779) })
            async let cancel: Void = world.store.cancel(id)
            #expect(try await eventually { try await world.execution(id).state == .cancelled })
            mayCommit.open()
            try await holder
            _ = try await step
            try await cancel
            #expect(try await world.execution(id).doneContacts == 0)
            #expect(try await world.count("all") == 5)
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts deleted after the start are skipped with the reason`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(10)
            let id = try await world.store.create(try Plan(yaml: "actions: [ set-score: 5 ]"), actor: .named("anna"))
            #expect(try await world.runner.step())
            try await database.write { connection in
                let change = Change(.existence, [1, 2, 3], from: .same(.yes), to: .same(.none))
                try Door(connection, now: 1).commit(ChangeSet(changes: [change]), cause: Cause(.card, actor: "bob"))
            }
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .finished)
            #expect(execution.outcomes == [Outcome(changed: 7, skipped: [.deleted: 3])])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment that is gone at the start fails the execution, which can be resumed`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(3)
            try await world.segments.create("Everybody", Selection())
            let plan = try plan(
                "select: { segment: Everybody }\nactions: [ set-score: 5 ]",
                at: world.clock.now + 3_600_000
            )
            let id = try await world.store.create(plan, actor: .named("anna"))
            try await world.segments.delete("everybody")
            world.clock.advance(by: .seconds(3_600))
            try await world.work()
            var execution = try await world.execution(id)
            #expect(execution.state == .failed)
            #expect(execution.failure?.contains("there is no segment \"Everybody\"") == true)

            try await world.segments.create("everybody", Selection())
            try await world.store.resume(id)
            try await world.work()
            execution = try await world.execution(id)
            #expect(execution.state == .finished)
            #expect(execution.doneContacts == 3)
            #expect(execution.failure == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `deleting needs the exact number, now and at the start`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(5)
            let yaml = "actions: [ delete-contacts: true ]"
            let plan = try Plan(yaml: yaml)
            await #expect(throws: ExecutionError.confirmationMissing(contacts: 5)) {
                try await world.store.create(plan, actor: .named("anna"))
            }
            await #expect(throws: ExecutionError.confirmationDiffers(confirmed: 4, contacts: 5)) {
                try await world.store.create(plan, actor: .named("anna"), confirmed: 4)
            }
            #expect(try await world.store.list(limit: 10).isEmpty)

            let later = try self.plan(yaml, at: world.clock.now + 3_600_000)
            let id = try await world.store.create(later, actor: .named("anna"), confirmed: 5)
            try await world.create(1) { _, contact in
                contact.email = try EmailAddress("sixth@example.com")
                contact.id = try ContactID.test(9)
            }
            world.clock.advance(by: .seconds(3_600))
            try await world.work()
            #expect(try await world.execution(id).state == .failed)
            #expect(try await world.count("all") == 6)

            let execution = try await world.run(yaml, confirmed: 6)
            #expect(execution.outcomes == [Outcome(changed: 6)])
            #expect(try await world.count("all") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a start time that has passed is refused`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            let late = try plan("actions: [ set-score: 5 ]", at: world.clock.now - 3_600_000)
            await #expect(throws: ExecutionError.inThePast) {
                try await world.store.create(late, actor: .named("anna"))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `many runners share the buckets and do each once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            for bucket in 0..<6 {
                try await world.create(20) { index, contact in
                    contact.email = try EmailAddress("b\(bucket)-\(index)@example.com")
                    contact.id = try ContactID.test(UInt8(bucket * 20 + index))
                }
                try await world.beginNewBucket()
            }
            let id = try await world.store.create(
                try Plan(yaml: "actions: [ add-note: { text: n } ]"),
                actor: .named("anna")
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                for runner in (0..<5).map({ _ in world.anotherRunner() }) {
                    group.addTask { try await runner.run(id) { _ in } }
                }
                try await group.waitForAll()
            }
            let execution = try await world.execution(id)
            #expect(execution.state == .finished)
            #expect(execution.outcomes == [Outcome(changed: 120)])
            let notes = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*), COUNT(DISTINCT number) FROM note") {
                    [$0.integer(0), $0.integer(1)]
                }
            }
            #expect(notes == [120, 120])
        }
    }
}

extension ContactID {
    fileprivate static func test(_ byte: UInt8) throws -> ContactID {
        try #require(ContactID(bytes: [UInt8](repeating: 0, count: 14) + [1, byte]))
    }
}
