import Bitmaps
import Storage

/// The pages that visitors have already looked at in their present visits, inside one transaction.
///
/// A page gives points once in a visit, however often it is loaded again. When a browser turns out to be another contact
/// in the middle of a visit, that contact has looked at nothing yet.
struct SeenPages {
    /// How long ago a hit may be when it comes, in milliseconds.
    private static let longestAge: Int64 = 86_400_000

    /// By visitor and address, the contacts as whom the visitor looked; 0 stands for unknown.
    private var looks: [String: [String: Set<UInt32>]] = [:]

    /// Nothing is seen.
    init() {}

    /// Reads the pages of the visits that are under way.
    ///
    /// - Parameters:
    ///   - visitors: What is known of the visitors, by their ids.
    ///   - numbers: The contacts who they are or may become.
    ///   - connection: The transaction.
    /// - Throws: `StorageError`.
    init(of visitors: [String: Visitor], who numbers: Bitmap, _ connection: any Connection) throws {
        guard let earliest = visitors.values.map(\.beganAt).min() else { return }
        let isMeant: SQL = "visitor \(in: visitors.keys.sorted()) AND at >= \(earliest - Self.longestAge)"
        var found: [SQL] = ["number IS NULL"]
        if !numbers.isEmpty { found.append(.isMember("number", numbers)) }
        // One statement for each index.
        for condition in found {
            try connection.forEachRow(
                "SELECT visitor, url, number, began_at FROM visit WHERE \(condition) AND \(isMeant)"
            ) { row in
                let visitor = row.text(0)
                guard visitors[visitor]?.beganAt == row.integer(3) else { return }
                looks[visitor, default: [:]][row.text(1), default: []].insert(row.isNull(2) ? 0 : row.number(2))
            }
        }
    }

    /// Forgets the pages of a visit that is over.
    mutating func begin(_ visitor: String) { looks[visitor] = nil }

    /// Makes what a visitor looked at while unknown the contact's.
    mutating func attribute(_ visitor: String, to number: UInt32) {
        looks[visitor] = looks[visitor]?.mapValues { $0.contains(0) ? $0.subtracting([0]).union([number]) : $0 }
    }

    /// Notes a look at a page.
    ///
    /// - Returns: Whether it is the first one in the visit.
    mutating func insert(_ address: String, by visitor: String, who number: UInt32?) -> Bool {
        looks[visitor, default: [:]][address, default: []].insert(number ?? 0).inserted
    }
}
