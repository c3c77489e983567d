import Contacts
import Logging
import Storage
import TestSupport
import Testing
import Tracking

/// Hits are sent by anybody, so that what they give is limited.
struct HitPointTests {
    @Test(arguments: StoreKind.available)
    func `a page gives points once in a visit, and again in the next`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            for view in 1...3 {
                try await world.see("https://shop.example/a", view: view, by: 7, as: ids[0])
                if view == 2 { try await world.move() }
            }
            try await world.see("https://shop.example/b", view: 4, by: 7)
            try await world.move()
            for view in 5...6 { try await world.see("https://shop.example/b", view: view, by: 7) }
            try await world.move()
            #expect(try await world.contact(1)?.score == 3 + 1)
            #expect(try await world.visits(1).count == 6, "every look is kept")
            world.clock.advance(by: .seconds(3600))
            for view in 7...8 { try await world.see("https://shop.example/a", view: view, by: 7) }
            try await world.move()
            #expect(try await world.contact(1)?.score == 3 + 1 + 3)
        }
    }

    @Test(arguments: StoreKind.available)
    func `looks before the visitor was known count once as well`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            for view in 1...5 { try await world.see("https://shop.example/a", view: view, by: 7) }
            try await world.move()
            try await world.see("https://shop.example/a", view: 6, by: 7, as: ids[0])
            try await world.move()
            #expect(try await world.contact(1)?.score == 3)
        }
    }

    @Test(arguments: StoreKind.available)
    func `visits move a score by so many points a day, whatever browsers they come from`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(2)
            try await world.database.write {
                try MonitoringSettings.set(honoursPrivacySignals: true, unknownDays: 90, dailyPoints: 10, in: $0)
            }
            func attack(_ views: ClosedRange<Int>) async throws {
                for view in views {
                    try await world.see("https://shop.example/\(view)", view: view, by: view, as: ids[0])
                }
                try await world.move()
            }
            try await attack(1...20)
            #expect(try await world.contact(1)?.score == 10)
            try await attack(21...40)
            #expect(try await world.contact(1)?.score == 10)
            // Looks of an unknown browser that turns out to be the contact count too.
            for view in 50...54 { try await world.see("https://shop.example/\(view)", view: view, by: 50) }
            try await world.move()
            try await world.see(view: 55, by: 50, as: ids[0])
            try await world.move()
            let identification = Identification(world.database, time: world.clock.time)
            try await world.see(view: 56, by: 60)
            try await world.move()
            let cause = Cause(.form, actor: "sign-up")
            #expect(try await identification.identify(VisitWorld.visitor(60), as: ids[0], cause: cause))
            #expect(try await world.contact(1)?.score == 10)
            // Others have their own points, and the next day brings new ones.
            try await world.see(view: 57, by: 70, as: ids[1])
            try await world.move()
            #expect(try await world.contact(2)?.score == 3)
            world.clock.advance(by: .seconds(86_400))
            try await attack(61...80)
            #expect(try await world.contact(1)?.score == 20)
        }
    }

    @Test(arguments: StoreKind.available)
    func `points below zero are limited alike, and no points at all can be set`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let ids = try await world.create(1)
            try await world.database.write { connection in
                try ScoringPoints.set(-4, for: .newVisit, in: connection)
                try MonitoringSettings.set(
                    honoursPrivacySignals: true,
                    unknownDays: 90,
                    dailyPoints: 10,
                    in: connection
                )
            }
            for view in 1...9 { try await world.see(view: view, by: view, as: ids[0]) }
            try await world.move()
            #expect(try await world.contact(1)?.score == -10)
            try await world.database.write {
                try MonitoringSettings.set(honoursPrivacySignals: true, unknownDays: 90, dailyPoints: 0, in: $0)
            }
            world.clock.advance(by: .seconds(86_400))
            try await world.see(view: 20, by: 20, as: ids[0])
            try await world.move()
            #expect(try await world.contact(1)?.score == -10)
            await #expect(throws: MonitoringError.dailyPoints) {
                try await world.database.write {
                    try MonitoringSettings.set(honoursPrivacySignals: true, unknownDays: 90, dailyPoints: -1, in: $0)
                }
            }
        }
    }
}
