import Bitmaps
import Storage

extension NumericFacet {
    /// Reads number and value of contacts.
    ///
    /// - Parameter candidates: Whose; nothing means everybody's.
    /// - Returns: A statement.
    func values(of candidates: Bitmap? = nil) -> SQL {
        let isCandidate: SQL = candidates.map { " WHERE \(.isMember("number", $0))" } ?? ""
        return "SELECT number, \(column) FROM contact\(isCandidate)"
    }

    private var column: SQL.Name {
        switch self {
        case .score: "score"
        case .created: "created_at"
        case .modified: "modified_at"
        }
    }
}
