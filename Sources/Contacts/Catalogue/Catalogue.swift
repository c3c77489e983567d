package import Bitmaps
package import Storage

/// The names that contacts share, tags, details and coupons, and their numbers in the database.
///
/// Lives as long as one transaction, so that it never remembers a name whose creation was rolled back.
package final class Catalogue {
    private let tags: NameTable<TagName>
    private let details: NameTable<DetailName>
    private let coupons: NameTable<CouponName>

    package init(_ connection: any Connection) {
        tags = NameTable("tag", counter: "tag", connection)
        details = NameTable("detail", counter: "detail", connection)
        coupons = NameTable("coupon_name", counter: "coupon", connection)
    }

    /// The number of a tag, if any contact ever had it.
    package func id(of tag: TagName) throws -> Int64? { try tags.id(of: tag) }

    /// The numbers of those of the tags that any contact ever had, by one statement.
    package func ids(of names: [TagName]) throws -> Bitmap { try tags.ids(of: names) }

    /// The number of a detail, if any contact ever had it.
    package func id(of detail: DetailName) throws -> Int64? { try details.id(of: detail) }

    /// The number of a coupon's name, if it was ever used.
    package func id(of coupon: CouponName) throws -> Int64? { try coupons.id(of: coupon) }

    /// The number of a tag, which is created when it is new.
    package func makeID(of tag: TagName) throws -> Int64 { try tags.makeID(of: tag) }

    /// The number of a detail, which is created when it is new.
    package func makeID(of detail: DetailName) throws -> Int64 { try details.makeID(of: detail) }

    /// The number of a coupon's name, which is created when it is new.
    package func makeID(of coupon: CouponName) throws -> Int64 { try coupons.makeID(of: coupon) }

    package func tagName(_ id: Int64) throws -> TagName? { try tags.name(id) }

    package func detailName(_ id: Int64) throws -> DetailName? { try details.name(id) }

    package func couponName(_ id: Int64) throws -> CouponName? { try coupons.name(id) }
}

/// A name that many contacts share, and that a table gives a number.
private protocol SharedName: Hashable {
    var text: String { get }

    init(stored text: String)
}

extension TagName: SharedName {}
extension DetailName: SharedName {}
extension CouponName: SharedName {}

/// A table of names and their numbers, as far as somebody asked for them.
private final class NameTable<Name: SharedName> {
    private let table: SQL.Name
    private let counter: String
    private let connection: any Connection
    /// What was looked up, also where nothing was found: who asks twice takes no longer than who asks once.
    private var ids: [Name: Int64?] = [:]
    private var names: [Int64: Name] = [:]

    init(_ table: SQL.Name, counter: String, _ connection: any Connection) {
        self.table = table
        self.counter = counter
        self.connection = connection
    }

    func id(of name: Name) throws -> Int64? {
        if let known = ids[name] { return known }
        let id = try connection.firstRow("SELECT id FROM \(table) WHERE name = \(name.text)") { $0.integer(0) }
        ids[name] = .some(id)
        return id
    }

    func ids(of names: [Name]) throws -> Bitmap {
        Bitmap(try connection.rows("SELECT id FROM \(table) WHERE name \(in: names.map(\.text))") { $0.number(0) })
    }

    func makeID(of name: Name) throws -> Int64 {
        if let id = try id(of: name) { return id }
        let fresh = try connection.advance(counter: counter)
        try connection.execute(
            "INSERT INTO \(table) (id, name) VALUES (\(fresh), \(name.text)) ON CONFLICT (name) DO NOTHING"
        )
        ids[name] = nil
        return try id(of: name) ?? fresh
    }

    func name(_ id: Int64) throws -> Name? {
        if names.isEmpty {
            try connection.forEachRow("SELECT id, name FROM \(table)") {
                names[$0.integer(0)] = Name(stored: $0.text(1))
            }
        }
        return names[id]
    }
}
