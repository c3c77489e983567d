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
        let found = exact.isEmpty ? header.indices.filter { keys[$0] == ColumnKey(column) } : exact
        guard let index = found.first else { throw .unknownColumn(column, nearest: column.nearest(in: header)) }
        guard found.count == 1 else { throw .ambiguousColumn(column) }
        if !field.takesSeveralColumns, let other = fields.indices.first(where: { fields[$0] == field && $0 != index }) {
            throw .sameField(field, columns: [header[other], header[index]])
        }
        fields[index] = field
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
                break
            }
        }
    }

    /// Says what the columns are that nobody knows.
    mutating func fill(unknown: PresetColumns.Unknown) {
        guard case .details(let exceptions) = unknown else { return }
        for index in fields.indices where fields[index] == nil && !exceptions.contains(keys[index]) {
            guard let name = try? DetailName(header[index]), !fields.contains(.detail(name)) else { continue }
            fields[index] = .detail(name)
        }
    }
}
