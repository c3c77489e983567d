import Bitmaps
import Contacts
import Storage

extension NumericFacet {
    /// Reads number and value of contacts.
    ///
    /// - Parameters:
    ///   - candidates: Whose; nothing means everybody's within reach.
    ///   - reach: Whose contacts to look at.
    /// - Returns: A statement.
    func values(of candidates: Bitmap? = nil, within reach: Reach = .everybody) -> SQL {
        let isCandidate: SQL = candidates.map { " AND \(.isMember("number", $0))" } ?? ""
        return "SELECT number, \(column) FROM contact WHERE 1 = 1\(reach.narrowing("number"))\(isCandidate)"
    }

    private var column: SQL.Name {
        switch self {
        case .score: "score"
        case .created: "created_at"
        case .modified: "modified_at"
        }
    }
}
