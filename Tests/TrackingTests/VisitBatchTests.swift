import Contacts
import Storage
import TestSupport
import Testing
import Tracking

/// However hits are divided among transactions, the same visits come of them.
struct VisitBatchTests {
    private struct Step {
        let view: Int
        let visitor: Int
        let contact: Int?
        let duration: Int64?
        let pause: Int
    }

    private struct Outcome: Equatable {
        var visits: [[String]] = []
        var scores: [Int64] = []
        var unknown: Int64?
        var activities: [Int] = []
    }

    private func outcome(of steps: [Step], each: Bool, _ kind: StoreKind) async throws -> Outcome {
        var outcome = Outcome()
        try await VisitWorld.with(kind) { world in
            // What counts twice would show; a limit for the day would hide it.
            try await world.database.write {
                let most = MonitoringSettings.dailyPoints.upperBound
                try MonitoringSettings.set(honoursPrivacySignals: true, unknownDays: 90, dailyPoints: most, in: $0)
            }
            let ids = try await world.create(4)
            try await world.edit(ids[3], .stopMonitoring)
            for step in steps {
                world.clock.advance(by: .seconds(step.pause))
                if let duration = step.duration {
                    try await world.leave(view: step.view, by: step.visitor, after: duration)
                } else {
                    try await world.see(view: step.view, by: step.visitor, as: step.contact.map { ids[$0] })
                }
                if each { try await world.move() }
            }
            try await world.move()
            for number: UInt32 in 1...4 {
                outcome.visits.append(
                    try await world.visits(number).map {
                        "\($0.title ?? "") \($0.kind) \($0.at) \($0.duration ?? -1) \($0.points)"
                    }
                )
                outcome.scores.append(try await world.contact(number)?.score ?? -1)
                outcome.activities.append(try await world.activities(number).count)
            }
            outcome.unknown = try await world.count("visit", where: "number IS NULL")
        }
        return outcome
    }

    @Test(arguments: StoreKind.available)
    func `one by one or all together makes no difference`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "one by one or all together makes no difference")
        var steps: [Step] = []
        for index in 0..<150 {
            // A page ends after it began; in the wrong order its end would be lost where it comes alone.
            if random.chance(0.2), let seen = steps.filter({ $0.duration == nil }).randomElement(using: &random) {
                let duration = Int64(random.int(1...9))
                let visitor = random.chance(0.8) ? seen.visitor : 1007
                steps.append(Step(view: seen.view, visitor: visitor, contact: nil, duration: duration, pause: 1))
                continue
            }
            // A page that is told twice; later, what is known of a stopped contact's first telling may be gone.
            if random.chance(0.1), let last = steps.last {
                steps.append(last)
                continue
            }
            steps.append(
                Step(
                    view: index,
                    visitor: random.int(1000...1006),
                    contact: random.chance(0.25) ? random.int(0...3) : nil,
                    duration: nil,
                    pause: random.pick([0, 1, 60, 1799, 1801])
                )
            )
        }
        let together = try await outcome(of: steps, each: false, kind)
        let single = try await outcome(of: steps, each: true, kind)
        #expect(together == single, "seed \(random.seed)")
        let points = together.visits.map { visits in
            visits.reduce(0) { $0 + (Int64($1.split(separator: " ").last ?? "") ?? 0) }
        }
        #expect(together.scores == points, "seed \(random.seed)")
    }
}
