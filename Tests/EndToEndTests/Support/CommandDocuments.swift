/// What commands print with `--json`, as a program that reads it sees it.
enum CommandDocument {
    struct Counted: Decodable, Equatable {
        let count: Int
        let query: String
    }

    struct Person: Decodable {
        let id: String
        let email: String
        let name: String?
        let emailStatus: String
        let state: String
        let score: Int64
        let createdAt: String
    }

    struct Imported: Decodable, Equatable {
        let file: String
        let dryRun: Bool
        let rows: Int
        let created: Int
        let updated: Int
        let unchanged: Int
        let rejected: Int
        let rejects: String?
        let leftOut: [String]
    }

    struct Action: Decodable, Equatable {
        let summary: String
        let changed: Int
        let unchanged: Int
        let skipped: [String: Int]
    }

    struct Previewed: Decodable {
        struct Sample: Decodable {
            struct Change: Decodable {
                let subject: String
                let before: String
                let after: String
            }

            let email: String
            let changes: [Change]
        }

        let contacts: Int
        let actions: [Action]
        let samples: [Sample]
    }

    struct Execution: Decodable {
        let id: Int64
        let name: String
        let state: String
        let actor: String
        let scheduledAt: String?
        let finishedAt: String?
        let contacts: Int?
        let done: Int
        let actions: [Action]
        let failure: String?
    }

    struct Segment: Decodable, Equatable {
        let name: String
        let query: String
        let contacts: Int
    }

    struct User: Decodable, Equatable {
        let email: String
        let name: String
        let role: String
        let active: Bool
        let hasPassword: Bool
        let hasSecondFactor: Bool
        let link: String?
    }

    struct Deleted: Decodable {
        let deleted: String
    }

    struct Migrated: Decodable, Equatable {
        let database: String
        let timeZone: String
    }

    struct Generated: Decodable, Equatable {
        let created: Int
    }

    struct Measured: Decodable {
        let name: String
        let seconds: Double
        let peakBytes: Int
    }
}
