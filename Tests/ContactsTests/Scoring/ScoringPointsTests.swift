import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct ScoringPointsTests {
    @Test(arguments: StoreKind.available)
    func `points are small until somebody sets them`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let unset = try await world.database.read { try ScoringPoints($0) }
            #expect(ScoredActivity.allCases.allSatisfy { (1...10).contains(unset.points(for: $0)) })
            try await world.database.write { connection in
                try ScoringPoints.set(0, for: .emailOpened, in: connection)
                try ScoringPoints.set(-7, for: .formSubmitted, in: connection)
            }
            let set = try await world.database.read { try ScoringPoints($0) }
            #expect(set.points(for: .emailOpened) == 0 && set.points(for: .formSubmitted) == -7)
            #expect(set.points(for: .newVisit) == ScoredActivity.newVisit.defaultPoints)
        }
    }

    @Test(arguments: StoreKind.available)
    func `points are added within the range of scores`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contacts = World.bare(4)
            contacts[1].score = Contact.scores.upperBound
            contacts[2].score = Contact.scores.upperBound - 3
            try await world.create(contacts)
            let gained: [UInt32: Int64] = [1: 5, 2: 5, 3: 5, 4: 0, 99: 5]
            let change = try await world.database.read { connection in
                let reader = SQLFacetReader(connection, catalogue: Catalogue(connection))
                return try ScoringPoints.change(adding: gained, reading: reader)
            }
            let expected: [FacetValue] = [.integer(5), .integer(Contact.scores.upperBound)]
            #expect(change?.contacts == [1, 3] && change?.new == .each(expected))
            let nothing = try await world.database.read { connection in
                let reader = SQLFacetReader(connection, catalogue: Catalogue(connection))
                return try ScoringPoints.change(adding: [1: 0], reading: reader)
            }
            #expect(nothing == nil)
        }
    }
}
