import Contacts

/// A mapping on its way: columns that nothing has been said of are empty.
struct MappingDraft {
    private(set) var fields: [ImportField?]
    private let header: [String]
    private let keys: [ColumnKey]

    init(_ header: [String]) {
        self.header = header
        keys = header.map { ColumnKey($0) }
        fields = header.map { _ in nil }
        for index in header.indices.prefix(RejectsColumns.count(in: header)) { fields[index] = .ignored }
    }

    /// Says what a column fills.
    mutating func set(_ column: String, to field: ImportField) throws(MappingError) {
        let exact = header.indices.filter { header[$0] == column }
        let found = exact.isEmpty ? alike(column) : exact
        guard let index = found.first else { throw .unknownColumn(column, nearest: column.nearest(in: header)) }
        guard found.count == 1 else { throw .ambiguousColumn(column) }
        if !field.takesSeveralColumns, let other = fields.indices.first(where: { fields[$0] == field && $0 != index }) {
            throw .sameField(field, columns: [header[other], header[index]])
        }
        fields[index] = field
    }

    /// The columns that are called so but for case, marks and signs, or that `#5` counts out.
    private func alike(_ column: String) -> [Int] {
        if let place = ColumnPlace(column), header.indices.contains(place.index) { return [place.index] }
        return header.indices.filter { !header[$0].isEmpty && keys[$0] == ColumnKey(column) }
    }

    /// Gives fields that nothing fills yet the best column that the preset knows.
    mutating func fill(from sources: [PresetColumns.Source]) throws(MappingError) {
        for source in sources where source.field.takesSeveralColumns || !fields.contains(source.field) {
            for level in source.levels {
                let found = keys.indices.filter { fields[$0] == nil && level.contains(keys[$0]) }
                if found.isEmpty { continue }
                guard found.count == 1 || source.field.takesSeveralColumns else {
                    throw .sameField(source.field, columns: found.map { header[$0] })
                }
                for index in found { fields[index] = source.field }
                // A column that speaks of consent counts also where a better one is there.
                if !source.field.isAboutConsent { break }
            }
        }
    }

    /// Takes columns that name a standard detail the way selections do, such as `detail.city` or `detail."shoe size"`.
    mutating func fillNamedDetails() throws(MappingError) {
        for index in fields.indices where fields[index] == nil {
            guard let field = ImportField(detailColumn: header[index]) else { continue }
            if let other = fields.firstIndex(of: field) {
                throw .sameField(field, columns: [header[other], header[index]])
            }
            fields[index] = field
        }
    }

    /// Leaves columns out that only the product itself can use.
    mutating func ignore(_ useless: Set<ColumnKey>) {
        for index in fields.indices where fields[index] == nil && useless.contains(keys[index]) {
            fields[index] = .ignored
        }
    }

    /// The columns of which nothing is known so far.
    var unexplained: [Int] { fields.indices.filter { fields[$0] == nil } }

    /// Says what the columns are that the preset does not know.
    mutating func fill(unknown: PresetColumns.Unknown) {
        for index in fields.indices where fields[index] == nil {
            if case .details(let exceptions) = unknown, !exceptions.contains(keys[index]),
                let name = try? DetailName(header[index]), !fields.contains(.detail(name))
            {
                fields[index] = .detail(name)
            }
        }
    }

    /// The columns that nothing was said of, neither by the operator nor by the preset.
    var leftOut: [LeftOutColumn] {
        fields.indices.filter { fields[$0] == nil }.map { LeftOutColumn(name: header[$0], position: $0 + 1) }
    }
}
