package import Foundation
import Storage

/// Measures the main job at a given size, on SQLite, each part against a floor of the same run.
package struct BenchmarkSuite: Sendable {
    private let contacts: Int
    private let seed: UInt64
    private let folder: URL

    package init(contacts: Int, seed: UInt64, folder: URL) {
        self.contacts = contacts
        self.seed = seed
        self.folder = folder
    }

    /// Runs every benchmark; a result is handed over as soon as it is there.
    package func run(_ report: (BenchmarkResult) -> Void, note: (String) -> Void) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        note("writing \(contacts) made-up contacts to a CSV file")
        let file = folder.appending(path: "contacts.csv")
        try SampleFile(contacts: contacts, seed: seed).write(to: file)

        let base = try await ScratchDatabase(folder, "base")
        report(try await ImportBenchmark(file: file, base: base, folder: folder).run())
        for result in try await CountBenchmark(base: base).run() { report(result) }
        report(try await PlanBenchmark(base: base, folder: folder).run())
        await base.close()
    }
}

/// A SQLite database that lives as long as the benchmark.
struct ScratchDatabase: Sendable {
    let path: String
    let database: any Database

    init(_ folder: URL, _ name: String) async throws {
        path = folder.appending(path: "\(name).db").path
        database = try SQLiteDatabase(path: path)
        try await Schema.migrate(database)
    }

    func close() async {
        await database.close()
    }
}
