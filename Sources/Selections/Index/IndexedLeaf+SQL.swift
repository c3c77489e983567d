import Bitmaps
import Contacts
import Storage

extension IndexedLeaf {
    /// The one statement that yields the members in its first column.
    ///
    /// - Parameters:
    ///   - catalogue: The numbers of tags and details.
    ///   - candidates: Those among whom to look; nothing means all within reach.
    ///   - reach: Whose contacts to look at.
    /// - Returns: The statement; nothing where the tag or detail was never used, so that nobody can match.
    /// - Throws: `StorageError`.
    func members(
        _ catalogue: Catalogue,
        among candidates: Bitmap? = nil,
        within reach: Reach = .everybody
    ) throws -> SQL? {
        let isMember: SQL = candidates.map { " AND \(.isMember("number", $0))" } ?? ""
        let isCandidate: SQL = "\(reach.narrowing("number"))\(isMember)"
        // Within a reach the question is asked even where nobody ever used the name: the time that an answer takes
        // must not tell whether others use it.
        let unused: Int64? = reach == .everybody ? nil : 0
        switch self {
        case .existence: return "SELECT number FROM contact WHERE 1 = 1\(isCandidate)"
        case .tag(let name):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return "SELECT number FROM contact_tag WHERE tag_id = \(id)\(isCandidate)"
        case .anyTag(let names):
            let ids = try catalogue.ids(of: names)
            return "SELECT DISTINCT number FROM contact_tag WHERE \(.isMember("tag_id", ids))\(isCandidate)"
        case .allTags(let names):
            let ids = try catalogue.ids(of: names)
            guard ids.count == names.count || reach != .everybody else { return nil }
            return """
                SELECT number FROM contact_tag WHERE \(.isMember("tag_id", ids))\(isCandidate)
                GROUP BY number HAVING COUNT(*) = \(Int64(names.count))
                """
        case .tagScore(let name, let range):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return "SELECT number FROM contact_tag WHERE tag_id = \(id) AND \(range.holds("score"))\(isCandidate)"
        case .code(let facet, let code):
            guard let column = facet.contactColumn else { return nil }
            return "SELECT number FROM contact WHERE \(column) = \(code)\(isCandidate)"
        case .removed: return "SELECT number FROM contact WHERE removed_at IS NOT NULL\(isCandidate)"
        case .score(let range): return "SELECT number FROM contact WHERE \(range.holds("score"))\(isCandidate)"
        case .created(let span): return "SELECT number FROM contact WHERE \(span.holds("created_at"))\(isCandidate)"
        case .modified(let span): return "SELECT number FROM contact WHERE \(span.holds("modified_at"))\(isCandidate)"
        case .text(let field, let match):
            return "SELECT number FROM contact_profile WHERE \(match.holds("\(field.keyColumn)"))\(isCandidate)"
        case .detail(let name, let match):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return "SELECT number FROM contact_detail WHERE detail_id = \(id)\(match.holds)\(isCandidate)"
        case .owner(let user, let level):
            let isUser: SQL = user.map { "user_id = \($0.number)" } ?? "1 = 1"
            let isLevel: SQL = level.map { " AND level = \($0.rawValue)" } ?? ""
            return "SELECT DISTINCT number FROM contact_owner WHERE \(isUser)\(isLevel)\(isCandidate)"
        case .stage(let funnel, let stage):
            let isStage: SQL = stage.map { " AND stage_id = \($0.number)" } ?? ""
            return "SELECT number FROM contact_stage WHERE funnel_id = \(funnel.number)\(isStage)\(isCandidate)"
        case .coupon(let name, let test):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return "SELECT number FROM coupon WHERE name_id = \(id)\(test.holds)\(isCandidate)"
        case .passage(let automation, let match):
            return """
                SELECT number FROM contact_automation
                WHERE automation_id = \(automation.number)\(match.holds)\(isCandidate)
                """
        }
    }
}

extension TimeSpan {
    func holds(_ column: SQL.Name) -> SQL {
        switch (lower, upper) {
        case (nil, nil): "1 = 1"
        case (let lower?, nil): "\(column) >= \(lower)"
        case (nil, let upper?): "\(column) < \(upper)"
        case (let lower?, let upper?): "\(column) >= \(lower) AND \(column) < \(upper)"
        }
    }
}

extension ValueRange where Value: SQLConvertible {
    func holds(_ column: SQL.Name) -> SQL {
        var conditions: [SQL] = []
        if let lower {
            conditions.append(lower.isIncluded ? "\(column) >= \(lower.value)" : "\(column) > \(lower.value)")
        }
        if let upper {
            conditions.append(upper.isIncluded ? "\(column) <= \(upper.value)" : "\(column) < \(upper.value)")
        }
        return conditions.isEmpty ? "\(column) IS NOT NULL" : .joined(conditions, by: " AND ")
    }
}

extension TextMatch {
    fileprivate func holds(_ key: SQL) -> SQL {
        switch self {
        case .exists: "\(key) IS NOT NULL"
        case .isOneOf(let keys): "\(key) \(in: keys)"
        case .contains(let phrase): "\(key) LIKE \("%" + phrase.escapedForLike + "%") ESCAPE '\\'"
        case .starts(let phrase): "\(key) LIKE \(phrase.escapedForLike + "%") ESCAPE '\\'"
        }
    }
}

extension DetailMatch {
    fileprivate var holds: SQL {
        let key: SQL = "COALESCE(value_key, value)"
        return switch self {
        case .exists: ""
        case .isOneOf(let keys): " AND \(key) \(in: keys)"
        case .contains(let phrase): " AND \(key) LIKE \("%" + phrase.escapedForLike + "%") ESCAPE '\\'"
        case .range(let range): " AND \(range.holds("value_number"))"
        }
    }
}

extension CouponTest {
    fileprivate var holds: SQL {
        switch self {
        case .exists: ""
        case .used: " AND used_at IS NOT NULL"
        case .unused: " AND used_at IS NULL"
        case .expired(let now): " AND used_at IS NULL AND expires_at <= \(now)"
        case .valid(let now): " AND used_at IS NULL AND expires_at > \(now)"
        }
    }
}

extension AutomationMatch {
    fileprivate var holds: SQL {
        let failed = Place.Flags.failed.rawValue
        return switch self {
        case .exists: ""
        case .inside: " AND version IS NOT NULL AND (flags & \(failed)) = 0"
        case .finished: " AND version IS NULL"
        case .failed: " AND version IS NOT NULL AND (flags & \(failed)) <> 0"
        }
    }
}

extension String {
    /// By scalars: a sign with a mark on it is another character, but the database still sees the sign.
    fileprivate var escapedForLike: String {
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
