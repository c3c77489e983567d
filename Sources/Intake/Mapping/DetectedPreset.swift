/// The product whose export a file is, told from its header.
struct DetectedPreset {
    let preset: Preset
    /// The columns by which it was recognised; none where it is the general preset.
    let columns: [String]

    /// Finds the product.
    ///
    /// One whose columns are all there is still not meant when another column may deny a consent and the product has none
    /// of that name: then it is the file of another one.
    ///
    /// - Parameters:
    ///   - header: The names of all columns.
    ///   - unexplained: The columns of which the operator did not say what they hold.
    init(in header: [String], unexplained: [Int]) {
        let keys = header.map { ColumnKey($0) }
        let doubtful = unexplained.filter { ConsentNames.mean(header[$0]) }.map { keys[$0] }
        for preset in Preset.allCases {
            let known = preset.columns
            let found = known.signature.map { names in keys.firstIndex { names.contains($0) } }
            guard !found.isEmpty, !found.contains(nil), doubtful.allSatisfy(known.explains) else { continue }
            self.preset = preset
            columns = found.compactMap { $0.map { header[$0] } }
            return
        }
        preset = .generic
        columns = []
    }
}
