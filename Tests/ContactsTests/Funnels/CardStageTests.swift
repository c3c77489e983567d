import Contacts
import Storage
import TestSupport
import Testing

struct CardStageTests {
    private let funnel = TestFunnels.onboarding

    @Test(arguments: StoreKind.available)
    func `a contact is moved, keeps its value, and is taken out`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestFunnels.add(to: world.database)
            let contact = World.bare(1)[0]
            let number = try await world.create([contact])[0]
            let (lead, trial) = (funnel.stages[0].id, funnel.stages[1].id)
            func edit(_ edits: CardEdit...) async throws {
                world.clock.advance(by: .seconds(1))
                try await world.cards.edit(contact.id, edits, actor: .named("anna"))
            }
            try await edit(.moveToStage(funnel.id, lead), .stageValue(funnel.id, 500))
            let first = world.clock.now
            let beginning = ContactStage(funnel: funnel.id, stage: lead, since: first, value: 500)
            #expect(try await stages(world, number) == [beginning])
            try await edit(.moveToStage(funnel.id, lead))
            #expect(try await stages(world, number).map(\.since) == [first])
            try await edit(.moveToStage(funnel.id, trial))
            let second = ContactStage(funnel: funnel.id, stage: trial, since: world.clock.now, value: 500)
            #expect(try await stages(world, number) == [second])
            try await edit(.moveToStage(TestFunnels.wholesale.id, TestFunnels.wholesale.stages[0].id))
            #expect(try await stages(world, number).count == 2)
            try await edit(.stageValue(funnel.id, nil), .removeFromFunnel(TestFunnels.wholesale.id))
            #expect(try await stages(world, number).map(\.value) == [nil])
            try await edit(.removeFromFunnel(funnel.id))
            #expect(try await stages(world, number).isEmpty)
            let history = try await world.timeline(number).filter { $0.facet == .stage(funnel.id) }
                .map { ChangeWords($0.facet, from: $0.old, to: $0.new, for: "anna", funnels: TestFunnels.all) }
            #expect(history.map(\.subject).allSatisfy { $0 == "Funnel Onboarding" })
            #expect(history.map(\.after) == ["not in it", "Trial", "Trial, worth 500", "Lead, worth 500", "Lead"])
        }
    }

    @Test func `what cannot be is refused`() async throws {
        try await World.with(.sqlite) { world in
            try await TestFunnels.add(to: world.database)
            let contact = World.bare(1)[0]
            try await world.create([contact])
            let cases: [(CardEdit, CardEditError)] = [
                (.moveToStage(funnel.id, TestFunnels.wholesale.stages[0].id), .unknownStage),
                (.moveToStage(FunnelID(99), funnel.stages[0].id), .unknownStage),
                (.stageValue(funnel.id, 5), .notInFunnel),
                (.stageValue(funnel.id, -1), .stageValue(ContactStage.values)),
                (.stageValue(funnel.id, 1_000_000_001), .stageValue(ContactStage.values)),
            ]
            for (edit, error) in cases {
                await #expect(throws: error) { try await world.cards.edit(contact.id, [edit], actor: .named("anna")) }
            }
            #expect(try await world.count("contact_stage") == 0)
        }
    }

    private func stages(_ world: World, _ number: UInt32) async throws -> [ContactStage] {
        try await world.database.read { try ContactReader($0).stages(of: number) }
    }
}
