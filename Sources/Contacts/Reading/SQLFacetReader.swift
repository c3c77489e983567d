import Bitmaps
package import Storage

/// Reads facets from the database, inside one transaction.
package final class SQLFacetReader: FacetReader {
    private let connection: any Connection
    private let catalogue: Catalogue

    package init(_ connection: any Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    package func existing(_ numbers: [UInt32]) throws -> [UInt32] {
        let wanted = Bitmap(numbers)
        var result: [UInt32] = []
        result.reserveCapacity(numbers.count)
        try connection.forEachRow("SELECT number FROM contact WHERE \(span(of: wanted)) ORDER BY number") {
            let number = $0.number(0)
            if wanted.contains(number) { result.append(number) }
        }
        return result
    }

    package func values(of facet: Facet, for numbers: [UInt32]) throws -> [FacetValue] {
        let wanted = Bitmap(numbers)
        switch facet {
        case .existence:
            return try align(numbers, "SELECT number FROM contact WHERE \(span(of: wanted)) ORDER BY number") { _ in
                .yes
            }
        case .monitored:
            return try align(
                numbers,
                """
                SELECT c.number, \(MonitoringState.column) FROM contact c
                WHERE \(span(of: wanted)) ORDER BY c.number
                """
            ) { .integer($0.integer(1)) }
        case .emailStatus, .invalid, .mobileStatus, .state, .score, .removed:
            guard let column = facet.contactColumn else { return [] }
            return try align(
                numbers,
                "SELECT number, \(column) FROM contact WHERE \(span(of: wanted)) ORDER BY number"
            ) { $0.isNull(1) ? .none : .integer($0.integer(1)) }
        case .field(let field):
            return try align(
                numbers,
                "SELECT number, \(field.column) FROM contact_profile WHERE \(span(of: wanted)) ORDER BY number"
            ) { $0.isNull(1) ? .none : .text($0.text(1)) }
        case .tag(let name):
            guard let id = try catalogue.id(of: name) else { return numbers.map { _ in .none } }
            return try align(
                numbers,
                """
                SELECT number, score, added_at FROM contact_tag
                WHERE tag_id = \(id) AND \(span(of: wanted)) ORDER BY number
                """
            ) { .tag(score: $0.integer(1), addedAt: $0.integer(2)) }
        case .detail(let name):
            guard let id = try catalogue.id(of: name) else { return numbers.map { _ in .none } }
            return try align(
                numbers,
                """
                SELECT number, value FROM contact_detail
                WHERE detail_id = \(id) AND \(span(of: wanted)) ORDER BY number
                """
            ) { .text($0.text(1)) }
        case .owners: return try owners(numbers, wanted)
        case .stage(let funnel):
            return try align(
                numbers,
                """
                SELECT number, stage_id, entered_at, value FROM contact_stage
                WHERE funnel_id = \(funnel.number) AND \(span(of: wanted)) ORDER BY number
                """
            ) { .stage(StageID($0.integer(1)), since: $0.integer(2), value: $0.optionalInteger(3)) }
        case .coupon(let name):
            guard let id = try catalogue.id(of: name) else { return numbers.map { _ in .none } }
            return try align(
                numbers,
                """
                SELECT number, created_at, expires_at, used_at FROM coupon
                WHERE name_id = \(id) AND \(span(of: wanted)) ORDER BY number
                """
            ) { .coupon(CouponTimes($0, from: 1)) }
        case .automation(let id):
            return try align(
                numbers,
                """
                SELECT number, \(.columns(Passage.columns)) FROM contact_automation
                WHERE automation_id = \(id.number) AND \(span(of: wanted)) ORDER BY number
                """
            ) { .passage(Passage($0, from: 1)) }
        case .document(let id, _):
            return try DocumentRows(connection, document: id).values(for: numbers)
        case .note, .activity, .evidence:
            return numbers.map { _ in .none }
        }
    }

    private func owners(_ numbers: [UInt32], _ wanted: Bitmap) throws -> [FacetValue] {
        var found: [UInt32: [Ownership]] = [:]
        try connection.forEachRow(
            "SELECT number, user_id, level, since FROM contact_owner WHERE \(span(of: wanted)) ORDER BY number"
        ) { row in
            guard wanted.contains(row.number(0)) else { return }
            found[row.number(0), default: []].append(try Ownership(row, from: 1))
        }
        return numbers.map { .owners(OwnerList(found[$0] ?? [])) }
    }

    /// Reading a range and dropping the others is faster than a list once the wanted make up a fair share of it.
    private func span(of wanted: Bitmap) -> SQL {
        guard let first = wanted.first, let last = wanted.last else { return "1 = 0" }
        let isDense = wanted.count * 8 > Int(last - first)
        return isDense ? "number BETWEEN \(first) AND \(last)" : .isMember("number", wanted)
    }

    /// Lays the rows, which come in ascending order, beside the numbers.
    private func align(_ numbers: [UInt32], _ sql: SQL, _ make: (any Row) -> FacetValue) throws -> [FacetValue] {
        var result = [FacetValue](repeating: .none, count: numbers.count)
        var index = 0
        try connection.forEachRow(sql) { row in
            let number = row.number(0)
            while index < numbers.count, numbers[index] < number { index += 1 }
            if index < numbers.count, numbers[index] == number { result[index] = make(row) }
        }
        return result
    }
}

extension Ownership {
    /// Reads the columns `user_id`, `level` and `since`.
    init(_ row: any Row, from column: Int) throws {
        guard let level = OwnerLevel(rawValue: row.integer(column + 1)) else {
            throw StorageError(.corrupt, "an owner has the unknown level \(row.integer(column + 1))")
        }
        self.init(UserID(row.integer(column)), level, since: row.integer(column + 2))
    }
}

extension MonitoringState {
    /// What reads it from the table `contact`, under the name `c`.
    static let column: SQL = "CASE WHEN c.monitoring_stopped = 1 THEN 2 ELSE c.monitored END"
}

extension Facet {
    /// The column of the table `contact` that holds the facet, if one does.
    package var contactColumn: SQL.Name? {
        switch self {
        case .emailStatus: "email_status"
        case .invalid: "invalid"
        case .mobileStatus: "mobile_status"
        case .monitored: "monitored"
        case .state: "state"
        case .score: "score"
        case .removed: "removed_at"
        case .existence, .field, .tag, .detail, .owners, .stage, .coupon, .automation, .note, .activity,
            .document, .evidence:
            nil
        }
    }
}
