import Actions
import Contacts
import Executions
import Selections
import TestSupport
import Testing

@Suite struct PreviewTests {
    static let plan = """
        select: { filter: ['score >= 3'] }
        actions:
          - email-status: opt-out
          - invalid: restore
          - add-tags: { names: [SPRING], score: 5 }
          - add-tags: { from-details: [size], prefix: SIZE_ }
          - set-score: 7
          - add-note: { text: hello }
          - identify-gender: { country: PL, first-name: first, tags: { women: F, men: M, unknown: U } }
        """

    private func fill(_ world: ExecutionWorld) async throws {
        try await world.create(100) { index, contact in
            contact.score = Int64(index % 10)
            contact.isInvalid = index.isMultiple(of: 4)
            contact.emailStatus = index.isMultiple(of: 3) ? .optedOut : .optedIn
            contact.fields[.name] = ["Anna Nowak", "Jan Nowak", nil, "Alex Nowak"][index % 4]
            if index.isMultiple(of: 5) { contact.tags = [TagName(stored: "SPRING"): 1] }
            if index.isMultiple(of: 2) {
                contact.details = [DetailName(stored: "size"): index == 2 ? "4,5" : "\(index % 7)"]
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what the preview says is what the execution does`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await fill(world)
            let before = try await world.journalSequence()
            let preview = try await world.previewer.preview(try Plan(yaml: Self.plan), actor: .named("anna"))
            #expect(try await world.journalSequence() == before)

            let execution = try await world.run(Self.plan)
            #expect(execution.state == .finished)
            #expect(execution.contactCount == preview.contacts)
            #expect(execution.outcomes == preview.actions.map(\.outcome))
            for outcome in execution.outcomes { #expect(outcome.total == preview.contacts) }
            #expect(preview.actions[1].outcome.skipped[.notInvalid] ?? 0 > 0)
            #expect(preview.actions[3].outcome.skipped[.detailMissing] ?? 0 > 0)
            let parts = preview.actions[6].outcome.parts ?? [:]
            #expect(OutcomePart.allCases.allSatisfy { parts[$0] ?? 0 > 0 })
            #expect(parts.values.reduce(0, +) == preview.contacts)
        }
    }

    @Test(arguments: StoreKind.available)
    func `samples show each facet once, before and after`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await fill(world)
            let plan = try Plan(yaml: Self.plan)
            let preview = try await world.previewer.preview(plan, actor: .named("anna"), samples: 3)
            #expect(preview.samples.count == 3)
            let sample = try #require(preview.samples.first { $0.contact.email == "person4@example.com" })
            #expect(
                sample.changes.contains(SampleChange(facet: .score, old: .integer(4), new: .integer(7)))
            )
            #expect(sample.changes.contains(SampleChange(facet: .invalid, old: .yes, new: .no)))
            #expect(Set(sample.changes.map(\.facet)).count == sample.changes.count)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a second run finds everything done already`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await fill(world)
            let plan = "actions: [ email-status: opt-out, add-tags: { names: [X] }, set-score: 1, state: partner ]"
            _ = try await world.run(plan)
            let again = try await world.run(plan)
            #expect(again.outcomes.allSatisfy { $0.changed == 0 && $0.unchanged == 100 })
        }
    }
}
