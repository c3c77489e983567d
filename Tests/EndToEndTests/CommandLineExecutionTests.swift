import Contacts
import Foundation
import Storage
import TestSupport
import Testing

/// How commands that work on an execution end when it does not.
struct CommandLineExecutionTests {
    @Test func `an execution that was not done gives a code and says what happened`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let plan = try world.file(
                "plan.yaml",
                "name: Later\nat: 2999-12-01T09:00:00Z\nactions:\n  - set-score: 10\n"
            )
            try world.run("run", plan)
            let database = try await TestDatabase.open(world.address)
            let cases: [(state: String, failure: String?, code: Int32, words: [String])] = [
                ("paused", nil, 69, ["execution 1 was paused before it was done", "executions resume 1"]),
                ("cancelled", nil, 69, ["execution 1 was cancelled", "stays done"]),
                ("failed", "the moon", 70, ["execution 1 failed: the moon;", "executions resume 1"]),
            ]
            for item in cases {
                let (state, failure) = (item.state, item.failure)
                let end: Int64? = state == "cancelled" ? 1 : nil
                try await database.write { connection in
                    _ = try connection.execute(
                        "UPDATE execution SET state = \(state), failure = \(failure), finished_at = \(end) WHERE id = 1"
                    )
                }
                for arguments in [[], ["--json"]] {
                    let result = try KartotekaProcess.run(
                        ["executions", "continue", "1"] + arguments,
                        database: world.address.description
                    )
                    #expect(result.code == item.code, "\(item.state)")
                    // What it has done is reported all the same.
                    #expect(result.output.contains(item.state))
                    for words in item.words { #expect(result.complaint.contains(words), "\(result.complaint)") }
                }
            }
            await database.close()
        }
    }
}
