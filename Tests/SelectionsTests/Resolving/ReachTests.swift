import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

/// Who sees own contacts only learns nothing about others': two bases that differ in these alone are the same to them.
@Suite struct ReachTests {
    private static let reach = Reach.owned(by: TestUsers.anna)

    /// What came of a condition: the addresses of those found, and the questions to the database that it took.
    private struct Answer: Equatable {
        let query: String
        let emails: [String]
        let questions: [String]
    }

    private static let theirs = (tag: TagName(stored: "THEIRS"), detail: DetailName(stored: "theirs"))

    /// Asks the same of a base of Anna's contacts alone, or with some of others before and between them.
    private static func answers(
        _ kind: StoreKind,
        amongOthers: Bool,
        _ random: SeededGenerator
    ) async throws -> [Answer] {
        var answers: [Answer] = []
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            var emails: [String] = []
            for _ in 0..<4 {
                let hers = world.created(12).map { world.owned($0, by: TestUsers.anna) }
                let others = world.created(40).map { world.owned($0, by: TestUsers.piotr) }
                    .map { contact in
                        var contact = contact
                        contact.tags[theirs.tag] = 1
                        contact.details[theirs.detail] = "x"
                        return contact
                    }
                emails += (hers + others).map(\.email.text)
                try await world.commit(ChangeSet(created: amongOthers ? others + hers : hers))
            }
            try await world.commit(ChangeSet(changes: TestAutomations.all.map { world.entering($0) }))
            var vocabulary = RandomCriterion.Vocabulary.hitting(emails: emails.shuffled(using: &world.random))
            vocabulary.segments = []
            // Half of the time a name that only others use, which must look like one that nobody uses.
            vocabulary.tags += Array(repeating: theirs.tag, count: vocabulary.tags.count)
            vocabulary.details += Array(repeating: theirs.detail, count: vocabulary.details.count)
            let maker = RandomCriterion(vocabulary: vocabulary, maximumDepth: 3)
            let recording = RecordingDatabase(database)
            let audiences = Audiences(recording, time: world.clock.time)
            for _ in 0..<150 {
                let criterion = maker.make(using: &world.random)
                let found = try await audiences.resolve(Selection(filter: [criterion]), reach: reach)
                let questions = recording.takeQueries()
                let people = try await database.read { try ContactReader($0).contacts(found.numbers) }
                answers.append(
                    Answer(query: criterion.queryText, emails: people.map(\.email).sorted(), questions: questions)
                )
            }
        }
        return answers
    }

    @Test(arguments: StoreKind.available)
    func `every selection has the same answer and takes the same questions, whoever else is there`(
        kind: StoreKind
    ) async throws {
        let random = SeededGenerator(for: "every selection has the same answer, whoever else is there (\(kind))")
        let alone = try await Self.answers(kind, amongOthers: false, random)
        let among = try await Self.answers(kind, amongOthers: true, random)
        #expect(alone.count == 150 && alone.count { !$0.emails.isEmpty && $0.questions.count > 2 } > 20)
        let different = zip(alone, among).first { $0 != $1 }
        #expect(different == nil, "seed \(random.seed): \(String(describing: different))")
    }

    @Test(arguments: StoreKind.available)
    func `suggestions name what stands on contacts within reach`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 11))
            var hers = world.owned(world.newContact(), by: TestUsers.anna)
            var his = world.owned(world.newContact(), by: TestUsers.piotr)
            let tags = RandomContacts.tagNames("SHARED", "HERS", "HIS")
            let details = RandomContacts.detailNames("shared", "hers", "his")
            hers.tags = [tags[0]: 1, tags[1]: 1]
            his.tags = [tags[0]: 1, tags[2]: 1]
            hers.details = [details[0]: "x", details[1]: "x"]
            his.details = [details[0]: "x", details[2]: "x"]
            try await world.commit(ChangeSet(created: [hers, his]))
            let suggestions = Suggestions(database, audiences: world.audiences)
            let seen = try await suggestions.tags(matching: "", limit: 9, reach: Self.reach)
            #expect(seen.map(\.name.text) == ["HERS", "SHARED"])
            #expect(seen.map(\.contacts) == [1, 1])
            #expect(try await suggestions.tags(matching: "hi", limit: 9, reach: Self.reach).isEmpty)
            let names = try await suggestions.details(matching: "", limit: 9, reach: Self.reach)
            #expect(names.map(\.text) == ["hers", "shared"])
            #expect(try await suggestions.tags(matching: "", limit: 9, reach: .everybody).map(\.contacts) == [1, 1, 2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts that change hands come and go at once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 12))
            let contacts = (0..<6).map { _ in world.owned(world.newContact(), by: TestUsers.piotr) }
            try await world.commit(ChangeSet(created: contacts))
            let everybody = Criterion.or([.leaf(.removed), .not(.leaf(.removed))])
            let low = Criterion.leaf(.score(ValueRange(upper: .init(1000, isIncluded: true))))
            func count(_ criterion: Criterion) async throws -> Int {
                try await world.audiences.count(Selection(filter: [criterion]), reach: Self.reach)
            }
            #expect(try await count(everybody) == 0)
            #expect(try await count(low) == 0)
            let numbers = world.model.numbers
            for (index, number) in numbers.enumerated() {
                let owners = FacetValue.owners(OwnerList(world.model.contacts[number]?.owners ?? []))
                let both = FacetValue.owners(
                    OwnerList(
                        try #require(world.model.contacts[number]?.owners) + [
                            Ownership(TestUsers.anna, .owner, since: 5)
                        ]
                    )
                )
                try await world.commit(
                    ChangeSet(changes: [Change(.owners, [number], from: .same(owners), to: .same(both))])
                )
                #expect(try await count(everybody) == index + 1)
                #expect(try await count(low) == index + 1)
            }
            try await world.commit(
                ChangeSet(changes: [
                    Change(
                        .owners,
                        [numbers[0]],
                        from: .same(.owners(OwnerList(try #require(world.model.contacts[numbers[0]]?.owners)))),
                        to: .same(.owners(OwnerList(main: TestUsers.piotr, since: 1)))
                    )
                ])
            )
            #expect(try await count(everybody) == 5)
            #expect(try await count(low) == 5)
        }
    }
}

extension SelectionWorld {
    /// Lets most contacts stand with the automation in some way, which follows from the contact alone.
    func entering(_ automation: Automation) -> Change {
        let place = Place(version: 1, node: NodeID(1), since: 5, dueAt: nil)
        let failed = Place(version: 1, node: NodeID(1), since: 5, dueAt: nil, flags: .failed)
        let all = model.numbers.compactMap { number -> (UInt32, FacetValue)? in
            let choice = model.contacts[number].map { $0.email.text.utf8.count + Int(automation.id.number) } ?? 0
            guard choice % 4 > 0 else { return nil }
            let passage = Passage(launches: 1, launchedAt: 5, place: [place, failed, nil][choice % 4 - 1])
            return (number, .passage(passage))
        }
        return Change(automation.facet, Bitmap(all.map(\.0)), from: .same(.none), to: .each(all.map(\.1)))
    }

    /// The contact with one owner, who may share it with others but Anna.
    mutating func owned(_ contact: NewContact, by user: UserID) -> NewContact {
        var contact = contact
        contact.owners = OwnerList(main: user, since: clock.now)
        return contact
    }
}
