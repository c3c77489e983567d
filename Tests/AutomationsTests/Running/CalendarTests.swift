import Automations
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

/// What the calendar brings about: birthdays and the dates in details.
struct CalendarTests {
    private static func rule(_ events: Trigger...) -> Definition {
        .rule(RuleDefinition(events: events, yes: [DelayedAction(.addScore(1))]))
    }

    /// The days that were launched, as the numbers of the contacts with their scores.
    private static func launched(_ world: AutomationWorld) async throws -> [UInt32] {
        try await world.work()
        return try await world.numbers("score > 0")
    }

    @Test(arguments: StoreKind.available)
    func `birthdays are read in every form that they are kept in`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let birthdays = [
                "19901121", "1121", "1990-11-21", "11-21", "19901122", "21111990", "1990", "11", "", "19211190",
                "11210",
            ]
            try await world.create(birthdays.count + 1) { index, contact in
                contact.fields[.birthday] = index > birthdays.count ? nil : birthdays[index - 1]
            }
            try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            #expect(try await Self.launched(world) == [1, 2, 3, 4])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who was born on 29 February has a birthday every year`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3) { $1.fields[.birthday] = ["20000229", "0228", "0301"][$0 - 1] }
            let rule = try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            for (day, launches) in [
                ("2027-02-27", [nil, nil, nil]), ("2027-02-28", [1, 1, nil]), ("2027-03-01", [1, 1, 1]),
                ("2028-02-28", [1, 2, 1]), ("2028-02-29", [2, 2, 1]), ("2028-03-01", [2, 2, 2]),
            ] as [(String, [Int64?])] {
                try world.clock.advance(to: "\(day)T00:00:00Z")
                try await world.work()
                #expect(try await world.passages(rule, [1, 2, 3]).map { $0?.launches } == launches, "\(day)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `dates in details count with their year, some days before`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let dates = [
                "2026-11-24", "2026/11/24", "20261124", "2026-11-24T10:00:00Z", "2025-11-24", "2026-11-21", "x",
            ]
            let detail = DetailName(stored: "renewal")
            try await world.create(dates.count) { $1.details[detail] = dates[$0 - 1] }
            try await world.activate(Self.rule(.detailDate(detail, daysBefore: 3)))
            #expect(try await Self.launched(world) == [1, 2, 3, 4])
            try await world.create(2) { index, contact in contact.fields[.birthday] = index == 8 ? "0102" : "0101" }
            try await world.activate(Self.rule(.birthday(daysBefore: 40)), named: "Early")
            try world.clock.advance(to: "2026-11-22T00:00:00Z")
            // The first of January is 40 days away.
            #expect(try await Self.launched(world) == [1, 2, 3, 4, 9])
        }
    }

    @Test(arguments: StoreKind.available)
    func `days begin where the workspace is`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let zone = try #require(TimeZone(identifier: "Pacific/Auckland"))
            try await world.database.write { try Workspace.set(zone, in: $0) }
            try await world.create(2) { $1.fields[.birthday] = ["1122", "1123"][$0 - 1] }
            let rule = try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            for (time, launches) in [
                ("2026-11-21T10:59:59Z", [nil, nil]), ("2026-11-21T11:00:00Z", [1, nil]),
                ("2026-11-22T10:59:59Z", [1, nil]), ("2026-11-22T11:00:00Z", [1, 1]), ("2026-11-23T11:00:00Z", [1, 1]),
            ] as [(String, [Int64?])] {
                try world.clock.advance(to: time)
                for _ in 1...3 { try await world.work() }
                #expect(try await world.passages(rule, [1, 2]).map { $0?.launches } == launches, "\(time)")
            }
            // Far to the west it is the day before, which is over.
            let west = try #require(TimeZone(identifier: "Pacific/Honolulu"))
            try await world.database.write { try Workspace.set(west, in: $0) }
            try await world.work(through: .seconds(86_400))
            #expect(try await world.passages(rule, [1, 2]).map { $0?.launches } == [1, 1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `days on which the program stood still are made up for, up to seven`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            // A birthday on each day from 21 November, which is the first, to the end of the year.
            try await world.create(41) { index, contact in
                contact.fields[.birthday] =
                    index <= 10 ? "11\(20 + index)" : "12\(String(100 + index - 10).dropFirst())"
            }
            let rule = try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            #expect(try await Self.launched(world) == [1])
            world.clock.advance(by: .seconds(3 * 86_400))
            #expect(try await Self.launched(world) == [1, 2, 3, 4])
            world.clock.advance(by: .seconds(30 * 86_400))
            // 24 December, and the seven days before it.
            #expect(try await Self.launched(world) == [1, 2, 3, 4] + Array(27...34))
            let launches = try await world.passages(rule, Array(1...41)).compactMap { $0?.launches }
            #expect(launches == Array(repeating: 1, count: 12))
        }
    }

    @Test(arguments: StoreKind.available)
    func `the days on which it was paused are over`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(4) { $1.fields[.birthday] = "112\($0)" }
            let rule = try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            #expect(try await Self.launched(world) == [1])
            try await world.store.pause(rule.id, by: .operator)
            try await world.work(through: .seconds(86_400))
            try await world.store.resume(rule.id, by: .operator)
            #expect(try await Self.launched(world) == [1])
            try await world.store.pause(rule.id, by: .operator)
            try await world.store.resume(rule.id, by: .operator)
            world.clock.advance(by: .seconds(86_400))
            #expect(try await Self.launched(world) == [1, 3])
        }
    }

    @Test(arguments: StoreKind.available)
    func `several nodes deal with a day once`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(50) { $1.fields[.birthday] = "1121" }
            let rule = try await world.activate(Self.rule(.birthday(daysBefore: 0)))
            let others = (1...2).map { _ in
                AutomationRunner(world.database, time: world.clock.time, logger: AutomationWorld.silent)
            }
            try await withThrowingTaskGroup { group in
                for runner in others + [world.runner] { group.addTask { _ = try await runner.runUntilIdle() } }
                try await group.waitForAll()
            }
            try await world.work()
            #expect(try await world.passages(rule, Array(1...50)).allSatisfy { $0?.launches == 1 && $0?.place == nil })
            #expect(try await world.numbers("score = 1").count == 50)
        }
    }
}

extension TestClock {
    /// Moves the time on to a moment, as ISO 8601 writes it.
    func advance(to text: String) throws {
        let moment = try Date(text, strategy: .iso8601)
        advance(by: .milliseconds(Int64(moment.timeIntervalSince1970 * 1000) - now))
    }
}
