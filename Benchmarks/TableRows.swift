import Storage

/// The rows of one table in memory, ready to be inserted into another database.
struct TableRows: Sendable {
    private static let rowsPerBatch = 50_000
    let batches: [RowBatch]

    /// Reads a whole table.
    init(_ layout: TableLayout, from database: any Database) async throws {
        batches = try await database.read { connection in
            let names = layout.columns.map(\.name)
            var batches: [RowBatch] = []
            var batch = RowBatch(layout.table, names)
            try connection.forEachRow("SELECT \(SQL.columns(names)) FROM \(layout.table)") { row in
                batch.append(layout.columns.enumerated().map { $1.value(row, $0) })
                if batch.count == Self.rowsPerBatch {
                    batches.append(batch)
                    batch = RowBatch(layout.table, names)
                }
            }
            return batches + [batch]
        }
    }
}

/// The columns of a table and their types.
struct TableLayout: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable {
            case integer
            case real
            case text
            case bytes
        }

        let name: SQL.Name
        let kind: Kind

        func value(_ row: any Row, _ index: Int) -> SQLValue {
            if row.isNull(index) { return .null }
            return switch kind {
            case .integer: .integer(row.integer(index))
            case .real: .real(row.real(index))
            case .text: .text(row.text(index))
            case .bytes: .bytes(row.bytes(index))
            }
        }
    }

    let table: SQL.Name
    let columns: [Column]

    init(
        _ table: SQL.Name,
        integers: [SQL.Name] = [],
        texts: [SQL.Name] = [],
        reals: [SQL.Name] = [],
        bytes: [SQL.Name] = []
    ) {
        self.table = table
        columns =
            integers.map { Column(name: $0, kind: .integer) } + texts.map { Column(name: $0, kind: .text) }
            + reals.map { Column(name: $0, kind: .real) } + bytes.map { Column(name: $0, kind: .bytes) }
    }

    /// The tables that generated coupons fill.
    static let coupons = [
        TableLayout("coupon_name", integers: ["id"], texts: ["name"]),
        TableLayout("coupon", integers: ["name_id", "number", "created_at", "expires_at"], texts: ["code"]),
    ]

    /// The tables that an import fills.
    static let imported = [
        TableLayout("tag", integers: ["id"], texts: ["name"]),
        TableLayout("detail", integers: ["id"], texts: ["name"]),
        TableLayout(
            "contact",
            integers: [
                "number", "email_status", "invalid", "mobile_status", "monitored", "state", "score", "created_at",
                "modified_at",
            ],
            bytes: ["id"]
        ),
        TableLayout(
            "contact_profile",
            integers: ["number"],
            texts: [
                "email", "email_key", "email_domain", "name", "name_key", "phone", "phone_key", "fax", "company",
                "street",
                "postal_code", "city", "province", "country", "birthday", "external_id", "position", "department",
            ]
        ),
        TableLayout("contact_tag", integers: ["tag_id", "number", "score", "added_at"]),
        TableLayout(
            "contact_detail",
            integers: ["detail_id", "number"],
            texts: ["value", "value_key"],
            reals: ["value_number"]
        ),
    ]
}
