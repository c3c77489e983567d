import Contacts
import Selections
import TestSupport
import Testing

/// The index, plain SQL and a naive model give the same answer to every selection, while contacts change.
@Suite struct ResolvingTests {
    private static let rounds = 40
    private static let criteriaInRound = 30

    @Test(arguments: StoreKind.available, [0, 65_400] as [Int64])
    func `index, plain SQL and a naive model agree`(kind: StoreKind, firstNumber: Int64) async throws {
        let random = SeededGenerator(for: "index, plain SQL and a naive model agree (\(kind), from \(firstNumber))")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            try await world.skip(firstNumber)
            try await world.commit(ChangeSet(created: world.created(200)))
            for _ in 0..<6 { try await world.changeSegment() }
            let emails = world.model.contacts.values.map(\.email.text).sorted()
            var maker = RandomCriterion(vocabulary: .hitting(emails: emails), maximumDepth: 3)
            for round in 0..<Self.rounds {
                for _ in 0..<world.random.int(1...3) { try await world.changeSomething() }
                maker.makesDegenerateGroups = round % 2 == 0
                maker.vocabulary.segments = world.model.segments.keys.sorted()
                let criteria = (0..<Self.criteriaInRound).map { _ in maker.make(using: &world.random) }
                for part in 0..<3 {
                    let tenth = Array(criteria[(part * 10)..<(part * 10 + 10)])
                    try await world.compare(tenth, world.audiences, "the index")
                }
                if round % 7 == 3 { try await world.compare(criteria, world.seldomAsked, "an index that was behind") }
                if round % 5 == 2 {
                    let cold = Audiences(database, time: world.clock.time)
                    try await world.compare(criteria, cold, "a cold index")
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `every word of every text property is compared alike`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "every word of every text property is compared alike (\(kind))")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            try await world.commit(ChangeSet(created: world.created(120)))
            let words = RandomCriterion.Vocabulary.hitting(
                emails: world.model.contacts.values.map(\.email.text).sorted()
            )
            let texts = words.texts.flatMap { field, texts in
                texts.flatMap { text -> [Leaf] in
                    [.text(field, .contains(text)), .text(field, .starts(text)), .text(field, .isOneOf([text]))]
                }
            }
            let details = words.details.flatMap { name in
                words.detailValues.flatMap { text -> [Leaf] in
                    [.detail(name, .contains(text)), .detail(name, .isOneOf([text]))]
                }
            }
            let criteria = (texts + details).map(Criterion.leaf)
            try await world.compare(criteria, Audiences(database, time: world.clock.time), "a cold index")
            // The same contacts come to their values by changes now, which the index follows without SQL.
            try await world.compare(Array(criteria.prefix(250)), world.audiences, "the index")
            for _ in 0..<30 { try await world.changeSomething() }
            try await world.compare(Array(criteria.prefix(250)), world.audiences, "the index")
        }
    }
}
