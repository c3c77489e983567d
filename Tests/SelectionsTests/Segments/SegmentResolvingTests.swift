import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

struct SegmentResolvingTests {
    @Test func `a selection of a segment that is missing or contains itself is refused`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            let audiences = Audiences(database, time: TestClock().time)
            await #expect(throws: SelectionError.unknownSegment("Nobody")) {
                try await audiences.count(Selection(query: "segment = Nobody"))
            }
            // Never saved through the store, which refuses it; a damaged database must not end the process.
            let json = #"{"segment":"Loop"}"#
            _ = try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO segment (id, name, name_key, selection, created_at, modified_at)
                    VALUES (1, 'Loop', 'loop', \(json), 0, 0)
                    """
                )
            }
            await #expect(throws: SelectionError.segmentCycle(["LOOP", "Loop"])) {
                try await audiences.count(Selection(query: "segment = LOOP"))
            }
        }
    }

    @Test func `a segment that names removed contacts sees them, and so does who uses it`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            try await TestUsers.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 2))
            try await world.commit(ChangeSet(created: world.created(4)))
            let first = try #require(world.model.numbers.first)
            try await world.commit(
                ChangeSet(
                    changes: [Change(.removed, [first], from: .same(.none), to: .same(.integer(world.clock.now)))]
                )
            )
            try await world.segmentStore.create("Bin", Selection(query: "removed"))
            try await world.segmentStore.create("Rest", Selection(query: "all"))
            for (query, count) in [
                ("all", 3), ("segment = Bin", 1), ("not segment = Bin", 3), ("segment = Rest", 3),
                ("removed or all", 4),
                ("segment = Rest or segment = Bin", 4), ("not removed", 3), ("not all", 0),
            ] {
                #expect(try await world.audiences.count(Selection(query: query)) == count, "\(query)")
            }
        }
    }
}
