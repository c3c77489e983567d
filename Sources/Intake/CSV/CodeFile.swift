/// A file of coupon codes: one on each line, or in the first column of a CSV file.
package enum CodeFile {
    /// What stands above a column of codes.
    private static let titles: Set<String> = ["code", "codes", "coupon", "coupons", "value"]

    /// Reads all the codes of a file; a first line that names the column is none.
    ///
    /// - Throws: `CSVError`.
    package static func codes(at path: String) throws(CSVError) -> [String] {
        let reader = try CSVReader(path: path)
        var codes = reader.header.prefix(1).filter { !titles.contains($0.lowercased()) }
        while let batch = try reader.nextBatch(limit: 10_000) {
            for record in batch { codes += record.fields.prefix(1) }
        }
        return Array(codes)
    }
}
