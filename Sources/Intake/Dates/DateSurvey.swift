import Contacts

/// Finds out from a file's own dates which number is the day and which the month, for each column.
///
/// A column has one order: a single date such as `1/13/1990` proves it for all.
struct DateSurvey: Sendable {
    private struct Sight {
        var provesDayFirst = false
        var provesMonthFirst = false
        /// A date that could be two days, and its line.
        var ambiguous: (text: String, line: Int)?
    }

    private let header: [String]
    private let said: DateOrder?
    private let usual: DateOrder?
    private var sights: [Int: Sight] = [:]

    /// - Parameters:
    ///   - mapping: Which columns hold dates.
    ///   - said: What the operator says of the file.
    init(_ mapping: ColumnMapping, said: DateOrder?) {
        header = mapping.header
        self.said = said
        usual = mapping.preset.usualDateOrder
        for (index, field) in mapping.fields.enumerated() where field == .created || field == .profile(.birthday) {
            sights[index] = Sight()
        }
    }

    /// Whether the file must be looked through.
    var isNeeded: Bool { said == nil && !sights.isEmpty }

    mutating func look(at record: CSVRecord) {
        for index in sights.keys where index < record.fields.count {
            let text = record.fields[index].trimmed
            // Most columns are written in a form that needs no look.
            guard text.utf8.count <= 40,
                text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") })
            else { continue }
            var scanner = DateScanner(text)
            guard let pair = scanner.unorderedPair(), pair.first > 0, pair.second > 0 else { continue }
            switch DateOrder(pair.first, pair.second) {
            case .dayFirst where pair.first != pair.second: sights[index]?.provesDayFirst = true
            case .monthFirst: sights[index]?.provesMonthFirst = true
            case nil where pair.first <= 12 && sights[index]?.ambiguous == nil:
                sights[index]?.ambiguous = (text, record.line)
            default: break
            }
        }
    }

    /// The order of each column of dates.
    ///
    /// - Throws: `MappingError` when dates of a column could be two days, and nothing tells which.
    func orders() throws(MappingError) -> [Int: DateOrder] {
        var orders: [Int: DateOrder] = [:]
        for (index, sight) in sights.sorted(by: { $0.key < $1.key }) {
            if let said {
                orders[index] = said
            } else if sight.provesDayFirst != sight.provesMonthFirst {
                orders[index] = sight.provesDayFirst ? .dayFirst : .monthFirst
            } else if let usual, !sight.provesDayFirst {
                orders[index] = usual
            } else if let ambiguous = sight.ambiguous {
                throw .unclearDates(
                    column: header[index],
                    example: ambiguous.text,
                    line: ambiguous.line,
                    isMixed: sight.provesDayFirst
                )
            }
        }
        return orders
    }
}
