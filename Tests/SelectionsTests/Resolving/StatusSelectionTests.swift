import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

struct StatusSelectionTests {
    @Test(arguments: StoreKind.available)
    func `the counts by status are those of the dots that contacts have`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "the counts by status are those of the dots that contacts have")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            try await world.commit(ChangeSet(created: world.created(60)))
            for round in 0..<15 {
                try await world.changeSomething()
                for reach in [Reach.everybody, .owned(by: TestUsers.anna)] {
                    try await compare(world.audiences, database, reach, "seed \(random.seed), round \(round), \(reach)")
                }
            }
        }
    }

    private func compare(
        _ audiences: Audiences,
        _ database: any Database,
        _ reach: Reach,
        _ place: Comment
    ) async throws {
        let group = Criterion.leaf(.emailStatus(.optedIn))
        let criteria = ContactStatus.allCases.map(\.criterion)
        let (members, found, optedIn, contacts) = try await database.read { connection in
            let members = try audiences.statusMembers(in: connection, reach: reach)
            return (
                members, try audiences.resolve(criteria, in: connection, reach: reach),
                try audiences.resolve([group], in: connection, reach: reach)[0],
                try ContactReader(connection).contacts(members.everybody.numbers)
            )
        }
        let part = members.counts(among: optedIn)
        for (status, set) in zip(ContactStatus.allCases, found) {
            let expected = contacts.filter { $0.status == status }
            #expect(set.numbers == expected.map(\.number), "\(place), \(status)")
            #expect(members.counts[status] == expected.count, "\(place), \(status)")
            let inGroup = expected.filter { $0.emailStatus == .optedIn && status != .removed }
            #expect(part[status] == inGroup.count, "\(place), \(status)")
        }
        #expect(members.counts.total == contacts.count, place)
        let asked = try await audiences.statusCounts(of: Selection(filter: [group]), reach: reach)
        #expect(asked == part, place)
    }
}
