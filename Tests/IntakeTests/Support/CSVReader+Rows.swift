import Intake

extension CSVReader {
    /// All rows, read in batches of this size.
    func rows(limit: Int = 1000) throws -> [CSVRecord] {
        var rows: [CSVRecord] = []
        while let batch = try nextBatch(limit: limit) {
            precondition(!batch.isEmpty && batch.count <= limit, "a batch has from one to \(limit) rows")
            rows += batch
        }
        return rows
    }
}
