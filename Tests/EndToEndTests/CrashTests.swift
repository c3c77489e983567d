import Contacts
import Executions
import Foundation
import Selections
import Storage
import TestSupport
import Testing

/// Kills the real server again and again in the middle of an execution.
///
/// What is there in the end must be, row for row and entry for entry, what a run leaves behind that nobody disturbed.
@Suite(.serialized) struct CrashTests {
    private static let kills = 22
    /// Two buckets may be done between two looks; fewer kills than this cannot come of 25 buckets.
    private static let fewestKills = 10
    private static let plan = """
        name: Crash
        actions:
          - email-status: opt-out
          - add-tags: { names: [CRASH, SECOND], score: 4 }
          - set-score: 25
          - add-note: { text: after the crash }
          - generate-urls: { url: 'https://shop.example/sale' }
        """

    @Test(arguments: StoreKind.available)
    func `an execution that is killed over and over does everything once`(kind: StoreKind) async throws {
        let expected = try await Self.undisturbed.value
        try await TestDatabase.withAddress(kind) { address in
            let database = try await TestDatabase.open(address)
            try await Schema.migrate(database)
            try await CrashBase.fill(database)
            let id = try await Self.create(database)
            var seen: Set<Int> = []
            var pace = Pace()
            var kills = 0
            var isOver = false
            while kills < Self.kills, !isOver {
                let process = try KartotekaProcess(["serve", "--port", "0", "--database", address.description])
                try await pace.wait(from: seen.max() ?? 0) { try await Self.execution(id, database).doneContacts }
                #expect(process.isRunning, "the server must not end by itself")
                process.kill()
                let execution = try await Self.execution(id, database)
                pace.note(progress: execution.doneContacts - (seen.max() ?? 0))
                seen.insert(execution.doneContacts)
                isOver = execution.state == .finished
                if !isOver { kills += 1 }
            }
            #expect(kills >= Self.fewestKills, "the run ended before it was killed often enough")
            #expect(seen.count >= 4, "the kills must hit the run at different places, not only at \(seen.sorted())")

            let last = try KartotekaProcess(["serve", "--port", "0", "--database", address.description])
            let deadline = ContinuousClock.now + .seconds(120)
            while try await Self.execution(id, database).state != .finished, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(100))
            }
            last.kill()
            #expect(try await Self.execution(id, database).state == .finished)
            let digest = try await DatabaseDigest(database)
            #expect(digest.differences(from: expected).isEmpty)
            await database.close()
        }
    }

    /// Waits for a random time, but never longer than for one bucket, however fast the machine is; every second time for
    /// one bucket, however slow it is.
    private struct Pace {
        private static let patience = 60.0
        private var limit = 0.5
        private var isPatient = false

        mutating func wait(from done: Int, reading progress: () async throws -> Int) async throws {
            isPatient.toggle()
            let seconds = isPatient ? Self.patience : Double.random(in: 0...limit)
            let deadline = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < deadline {
                if try await progress() > done { return }
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        mutating func note(progress: Int) {
            if progress > CrashBase.contactsPerBucket {
                limit *= 0.7
            } else if progress == 0 {
                limit *= 1.15
            }
        }
    }

    /// The run that nobody disturbs, on SQLite, by the same program.
    private static let undisturbed = Task<DatabaseDigest, any Error> {
        var result: DatabaseDigest?
        try await TestDatabase.withAddress(.sqlite) { address in
            let database = try await TestDatabase.open(address)
            try await Schema.migrate(database)
            try await CrashBase.fill(database)
            let id = try await Self.create(database)
            let run = try KartotekaProcess.run([
                "executions", "continue", String(id), "--database", address.description,
            ])
            #expect(run.code == 0, "\(run.complaint)")
            result = try await DatabaseDigest(database)
            await database.close()
        }
        return try #require(result)
    }

    private static func create(_ database: any Database) async throws -> Int64 {
        let audiences = Audiences(database, time: .system)
        let store = ExecutionStore(database, audiences: audiences, time: .system)
        return try await store.create(try Plan(yaml: plan), actor: .named("anna"))
    }

    private static func execution(_ id: Int64, _ database: any Database) async throws -> Execution {
        let store = ExecutionStore(database, audiences: Audiences(database, time: .system), time: .system)
        return try #require(try await store.execution(id))
    }
}
