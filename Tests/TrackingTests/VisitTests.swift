import Bitmaps
import Contacts
import Logging
import Storage
import TestSupport
import Testing
import Tracking

struct VisitTests {
    @Test(arguments: StoreKind.available)
    func `a personal link makes a visitor known, with what was seen before`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(2)
            try await world.see("https://shop.example/a", view: 1, by: 7)
            try await world.move()
            #expect(try await world.visits(1).isEmpty)
            #expect(try await world.count("visit", where: "number IS NULL") == 1)
            world.clock.advance(by: .seconds(60))
            try await world.see("https://www.shop.example/b?smclient=\(ids[0])&x=1#y", view: 2, by: 7, as: ids[0])
            try await world.leave(view: 2, by: 7, after: 5_000)
            try await world.move()

            let visits = try await world.visits(1)
            #expect(visits.map(\.address) == ["https://www.shop.example/b?x=1", "https://shop.example/a"])
            #expect(visits.map(\.kind) == [.regularVisit, .newVisit] && visits.map(\.points) == [1, 3])
            #expect(visits.map(\.duration) == [5_000, nil] && visits[0].title == "Page 2")
            let contact = try #require(try await world.contact(1))
            #expect(contact.monitoring == .monitored && contact.score == 4)
            // What was seen before the visitor was known is no news, and starts nothing.
            #expect(try await world.activities(1).map(\.subject) == ["https://www.shop.example/b?x=1"])
            #expect(try await world.contact(2)?.monitoring == .never)
            #expect(try await world.count("hit") == 0)
            let span = try await world.database.read { try VisitReader($0).span(of: 1) }
            #expect(span?.visits == 2 && span?.first == TestClock.start && span?.last == TestClock.start + 60_000)

            // The page need not say it again.
            try await world.see(view: 3, by: 7)
            try await world.move()
            #expect(try await world.visits(1).count == 3)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a page told twice counts once, and only its visitor ends it`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            for _ in 0..<2 {
                try await world.see(view: 1, by: 7, as: ids[0])
                try await world.see(view: 1, by: 7, as: ids[0])
                try await world.move()
            }
            try await world.leave(view: 1, by: 7, after: 2_000)
            try await world.leave(view: 1, by: 8, after: 9_000)
            try await world.leave(view: 1, by: 7, after: 1_000)
            try await world.leave(view: 99, by: 7, after: 1_000)
            try await world.move()
            #expect(try await world.visits(1).map(\.duration) == [2_000])
            #expect(try await world.contact(1)?.score == 3)
            #expect(try await world.activities(1).count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `half an hour without a page ends a visit, and so does a new session`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            try await world.see(view: 1, by: 7, as: ids[0], session: "a")
            world.clock.advance(by: .seconds(30 * 60))
            try await world.see("https://shop.example/b", view: 2, by: 7, session: "a")
            world.clock.advance(by: .seconds(30 * 60 + 1))
            try await world.see("https://shop.example/?gclid=x", view: 3, by: 7, session: "a")
            try await world.see(view: 4, by: 7, from: "https://www.google.com/", session: "b")
            try await world.see("https://shop.example/b", view: 5, by: 7, from: "https://www.google.com/", session: "b")
            try await world.move()
            let kinds: [ScoredActivity] = [.newVisit, .regularVisit, .newAdVisit, .newSearchVisit, .regularVisit]
            #expect(try await world.visits(1).reversed().map(\.kind) == kinds)
            #expect(try await world.contact(1)?.score == 3 + 1 + 3 + 3 + 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `points are those of the settings`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            try await world.database.write { connection in
                try ScoringPoints.set(-5, for: .newVisit, in: connection)
                try ScoringPoints.set(0, for: .regularVisit, in: connection)
            }
            try await world.see(view: 1, by: 7, as: ids[0])
            try await world.see(view: 2, by: 7)
            try await world.move()
            #expect(try await world.contact(1)?.score == -5)
        }
    }

    @Test(arguments: StoreKind.available)
    func `visits of whom monitoring was stopped for are not stored, until it is restored`(kind: StoreKind) async throws
    {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(2)
            try await world.see(view: 1, by: 7, as: ids[0])
            try await world.move()
            try await world.edit(ids[0], .stopMonitoring)
            try await world.edit(ids[1], .stopMonitoring)
            try await world.see(view: 2, by: 7)
            // Another browser, unknown until its second page.
            try await world.see(view: 3, by: 8)
            try await world.move()
            try await world.see(view: 4, by: 8, as: ids[1])
            try await world.move()
            let stopped = try #require(try await world.contact(1))
            #expect(stopped.monitoring == .stopped && !stopped.isMonitored && stopped.score == 3)
            #expect(try await world.visits(1).count == 1)
            #expect(try await world.count("visit") == 1)
            #expect(try await world.contact(2)?.monitoring == .stopped)
            try await world.edit(ids[0], .monitored(true))
            try await world.see(view: 5, by: 7)
            try await world.move()
            #expect(try await world.contact(1)?.monitoring == .monitored)
            #expect(try await world.visits(1).count == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `whoever is erased leaves no visits, and is nobody when seen again`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            try await world.see(view: 1, by: 7, as: ids[0])
            try await world.move()
            try await world.see(view: 2, by: 7, as: ids[0])
            let now = world.clock.now
            _ = try await world.database.write { connection in
                let erasure = Change(.existence, [1], from: .same(.yes), to: .same(.none))
                return try Door(connection, now: now)
                    .commit(ChangeSet(changes: [erasure]), cause: Cause(.card, actor: "test"))
            }
            #expect(try await world.count("visit") == 0)
            #expect(try await world.count("visitor") == 0)
            try await world.move()
            #expect(try await world.count("visit", where: "number IS NULL") == 1)
            #expect(try await world.count("visitor", where: "number IS NULL AND contact IS NULL") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form or another program can say who a visitor is`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(2)
            try await world.see(view: 1, by: 7)
            try await world.move()
            let identification = Identification(world.database, time: world.clock.time)
            let cause = Cause(.form, actor: "sign-up")
            #expect(try await identification.identify(VisitWorld.visitor(7), as: ids[1], cause: cause))
            #expect(try await world.visits(2).count == 1)
            let contact = try #require(try await world.contact(2))
            #expect(contact.monitoring == .monitored && contact.score == 3)
            try await world.see(view: 2, by: 7)
            try await world.move()
            #expect(try await world.visits(2).count == 2)
            #expect(try await world.activities(2).count == 1)
            var random = SeededGenerator(seed: 9)
            let unknown = ContactID(at: 1, using: &random)
            #expect(try await !identification.identify(VisitWorld.visitor(7), as: unknown, cause: cause))
            // Whoever opens another one's link is that one from then on.
            try await world.see(view: 3, by: 7, as: ids[0])
            try await world.move()
            #expect(try await world.visits(1).count == 1)
            #expect(try await world.visits(2).count == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `visits of unknown visitors are deleted after so many days`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            try await world.see(view: 1, by: 7)
            try await world.see(view: 2, by: 8, as: ids[0])
            try await world.move()
            let retention = Retention(
                world.database,
                time: world.clock.time,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            try await world.database.write {
                try MonitoringSettings.set(honoursPrivacySignals: true, unknownDays: 10, in: $0)
            }
            world.clock.advance(by: .seconds(10 * 86_400 - 1))
            #expect(try await retention.step().visits == 0)
            world.clock.advance(by: .seconds(1))
            #expect(try await retention.step().visits == 1)
            #expect(try await world.count("visitor") == 1)
            #expect(try await world.visits(1).count == 1)
        }
    }
}
