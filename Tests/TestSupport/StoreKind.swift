import Foundation

/// The engines that every test of a store runs on.
package enum StoreKind: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// SQLite, and PostgreSQL where `KARTOTEKA_TEST_POSTGRES` names a server.
    package static let available: [StoreKind] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]

    /// The address of the PostgreSQL server to test with.
    package static let postgresURL = ProcessInfo.processInfo.environment["KARTOTEKA_TEST_POSTGRES"]

    /// Whether a missing PostgreSQL server is a failure: where `CI` is set, nothing may be left out in silence.
    package static let mustHavePostgres = ProcessInfo.processInfo.environment["CI"] == "true"
}
