import ArgumentParser
import Foundation
import Logging
import Storage

/// What every command takes.
struct WorldOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database: sqlite:PATH or postgres://USER@HOST/NAME.",
            discussion: "Without it KARTOTEKA_DATABASE counts, and then sqlite:kartoteka.db.",
            valueName: "address"
        ),
        completion: .list(["sqlite:kartoteka.db", "postgres://"])
    )
    var database: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Act as this user: with the user's rights, on the user's contacts.",
            discussion: "Without it you act as the operator, who may do everything.",
            valueName: "email"
        )
    )
    var user: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    /// Opens the world, works in it and closes it again, also after an error.
    func withWorld<Value>(_ work: (World) async throws -> Value) async throws -> Value {
        let environment = ProcessInfo.processInfo.environment
        let world = try await World(
            try DatabaseAddress(database ?? environment["KARTOTEKA_DATABASE"] ?? "sqlite:kartoteka.db"),
            secretKeyFile: environment["KARTOTEKA_SECRET_KEY_FILE"].flatMap { $0.isEmpty ? nil : $0 },
            logger: Self.logger
        )
        do {
            let value = try await work(world)
            await world.database.close()
            return value
        } catch {
            await world.database.close()
            throw error
        }
    }

    private static var logger: Logger {
        Logger(label: "kartoteka") { StreamLogHandler.standardError(label: $0) }
    }
}
