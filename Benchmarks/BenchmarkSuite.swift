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
        let importing = ImportBenchmark(file: file, folder: folder)
        let imported = try await importing.measure(into: base)
        let copies = try (
            base.copy("rows"), base.copy("plan floor"), base.copy("workflow"), base.copy("workflow floor")
        )
        for result in try await CountBenchmark(base: base).run() { report(result) }
        report(try await PlanBenchmark(base: base, copy: copies.1).run())
        report(try await CouponBenchmark(base: base, copy: copies.1).run())
        for result in try await WorkflowBenchmark(base: copies.2, copy: copies.3).run() { report(result) }
        report(try await SendingBenchmark(folder: folder, contacts: contacts).run())
        for result in try await ProgramBenchmark(base: base, folder: folder).run() { report(result) }
        await base.close()
        for result in try await VisitBenchmark(folder: folder, contacts: contacts).run() { report(result) }
        // Last, because it holds all rows in memory, and what one part of the run held counts as held by the next.
        report(try await importing.result(imported, rows: copies.0))
        for copy in [copies.0, copies.1, copies.2, copies.3] { await copy.close() }
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

    private init(path: String) throws {
        self.path = path
        database = try SQLiteDatabase(path: path)
    }

    /// A copy as it is now, beside the original.
    func copy(_ name: String) throws -> ScratchDatabase {
        let target = URL(filePath: path).deletingLastPathComponent().appending(path: "\(name).db").path
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: target + suffix)
        }
        return try ScratchDatabase(path: target)
    }

    func close() async {
        await database.close()
    }
}
