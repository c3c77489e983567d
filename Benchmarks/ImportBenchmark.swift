import Contacts
import Foundation
import Intake
import Storage

/// Imports a file, against inserting the same rows into the same tables by prepared statements in one transaction.
struct ImportBenchmark {
    let file: URL
    let folder: URL

    func measure(into base: ScratchDatabase) async throws -> Measurement {
        let importer = Importer(base.database, time: .system)
        let source = ImportFile(path: file.path, overrides: try SampleFile.overrides)
        return try await Measurement.of {
            _ = try await importer.run(source, ImportOptions(), actor: "bench")
        }
    }

    /// Measures the floor and puts it beside what was measured.
    func result(_ measured: Measurement, rows: ScratchDatabase) async throws -> BenchmarkResult {
        var tables: [TableRows] = []
        for layout in TableLayout.imported { tables.append(try await TableRows(layout, from: rows.database)) }
        let batches = tables.flatMap(\.batches)
        let target = try await ScratchDatabase(folder, "inserts")
        let floor = try await Measurement.of {
            try await target.database.write { connection in
                for batch in batches { try connection.insert(batch) }
            }
        }
        await target.close()
        return BenchmarkResult(
            "import of a CSV file",
            measured,
            floor: "prepared inserts of the same rows",
            floor.seconds,
            atMost: 3
        )
    }
}
