import Contacts
import Foundation
import Intake
import Storage

/// Imports a file, against inserting the same rows into the same tables by prepared statements in one transaction.
struct ImportBenchmark {
    let file: URL
    let base: ScratchDatabase
    let folder: URL

    func run() async throws -> BenchmarkResult {
        let importer = Importer(base.database, time: .system)
        let source = ImportFile(path: file.path, overrides: try SampleFile.overrides)
        let measured = try await Measurement.of {
            _ = try await importer.run(source, ImportOptions(), actor: "bench")
        }
        return BenchmarkResult(
            "import of a CSV file",
            measured,
            floor: "prepared inserts of the same rows",
            try await floorSeconds(),
            atMost: 3
        )
    }

    private func floorSeconds() async throws -> Double {
        var tables: [TableRows] = []
        for layout in TableLayout.imported { tables.append(try await TableRows(layout, from: base.database)) }
        let batches = tables.flatMap(\.batches)
        let target = try await ScratchDatabase(folder, "inserts")
        let measured = try await Measurement.of {
            try await target.database.write { connection in
                for batch in batches { try connection.insert(batch) }
            }
        }
        await target.close()
        return measured.seconds
    }
}
