import Bitmaps
import Contacts
import Storage

/// Answers many conditions on one column by one walk over it.
///
/// A statement for each condition would walk over the column as often as there are conditions.
struct ColumnPass {
    /// From how many conditions on a walk is cheaper than the statements.
    static let worthwhile = 4
    /// How many numbers of a condition are gathered before they go into its set.
    private static let portion = 4_096

    private let column: PassedColumn
    private let leaves: [IndexedLeaf]
    private var everyValue: [Int] = []
    private var byValue: [String: [Int]] = [:]
    private var ranges: [(test: PassedRange, id: Int)] = []
    private let phrases: PhraseMatcher

    /// Prepares a walk.
    ///
    /// - Parameters:
    ///   - column: What to walk over.
    ///   - leaves: Conditions of that column.
    init(over column: PassedColumn, for leaves: [IndexedLeaf]) {
        self.column = column
        self.leaves = leaves
        var contained: [(phrase: String, id: Int)] = []
        var begun: [(phrase: String, id: Int)] = []
        for (id, leaf) in leaves.enumerated() {
            switch leaf {
            case .text(_, .exists), .detail(_, .exists): everyValue.append(id)
            case .text(_, .isOneOf(let keys)), .detail(_, .isOneOf(let keys)):
                for key in keys { byValue[key, default: []].append(id) }
            case .text(_, .contains(let phrase)), .detail(_, .contains(let phrase)): contained.append((phrase, id))
            case .text(_, .starts(let phrase)): begun.append((phrase, id))
            case .detail(_, .range(let range)): ranges.append((.real(range), id))
            case .tagScore(_, let range): ranges.append((.whole(range), id))
            default: break
            }
        }
        phrases = PhraseMatcher(contained: contained, begun: begun)
    }

    /// The members of each condition.
    func members(
        reading connection: any Connection,
        _ catalogue: Catalogue,
        within reach: Reach
    ) throws -> [IndexedLeaf: Bitmap] {
        var sets = leaves.map { _ in Bitmap() }
        var gathered: [[UInt32]] = leaves.map { _ in [] }
        var lastRow = [Int](repeating: -1, count: leaves.count)
        var row = 0
        if let sql = try column.rows(catalogue, within: reach) {
            try connection.forEachRow(sql) { values in
                let number = values.number(0)
                // A phrase may match a text in several places.
                forEachMatch(of: values) { id in
                    guard lastRow[id] != row else { return }
                    lastRow[id] = row
                    gathered[id].append(number)
                    guard gathered[id].count >= Self.portion else { return }
                    sets[id].insert(contentsOf: gathered[id])
                    gathered[id].removeAll(keepingCapacity: true)
                }
                row += 1
            }
        }
        for id in leaves.indices { sets[id].insert(contentsOf: gathered[id]) }
        return Dictionary(zip(leaves, sets)) { first, _ in first }
    }

    private func forEachMatch(of row: any Row, _ body: (Int) -> Void) {
        for id in everyValue { body(id) }
        if column.hasText {
            let text = row.text(1)
            for id in byValue[text] ?? [] { body(id) }
            phrases.forEachMatch(in: text, body)
        }
        let numberColumn = column.numberColumn
        guard !ranges.isEmpty, !row.isNull(numberColumn) else { return }
        let real = row.real(numberColumn)
        for (range, id) in ranges where range.contains(real) { body(id) }
    }
}

/// A range of numbers, of whole ones or of any.
enum PassedRange {
    case whole(ValueRange<Int64>)
    case real(ValueRange<Double>)

    /// Scores are 32-bit numbers, which a `Double` holds exactly.
    func contains(_ value: Double) -> Bool {
        switch self {
        case .whole(let range): range.contains(Int64(value))
        case .real(let range): range.contains(value)
        }
    }
}

/// A column whose conditions one walk can answer.
enum PassedColumn: Hashable {
    case text(TextField)
    case detail(DetailName)
    case tagScore(TagName)

    /// Number, text and number of each row; nothing where the detail or tag was never used.
    func rows(_ catalogue: Catalogue, within reach: Reach) throws -> SQL? {
        let unused: Int64? = reach == .everybody ? nil : 0
        let narrowing = reach.narrowing("number")
        switch self {
        case .text(let field):
            return """
                SELECT number, \(field.keyColumn) FROM contact_profile
                WHERE \(field.keyColumn) IS NOT NULL\(narrowing)
                """
        case .detail(let name):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return """
                SELECT number, COALESCE(value_key, value), value_number FROM contact_detail
                WHERE detail_id = \(id)\(narrowing)
                """
        case .tagScore(let name):
            guard let id = try catalogue.id(of: name) ?? unused else { return nil }
            return "SELECT number, score FROM contact_tag WHERE tag_id = \(id)\(narrowing)"
        }
    }

    var hasText: Bool {
        if case .tagScore = self { false } else { true }
    }

    var numberColumn: Int {
        if case .tagScore = self { 1 } else { 2 }
    }
}

extension IndexedLeaf {
    /// The column by which a walk answers the condition.
    var passedColumn: PassedColumn? {
        switch self {
        case .text(let field, _): .text(field)
        case .detail(let name, _): .detail(name)
        case .tagScore(let name, _): .tagScore(name)
        case .existence, .tag, .anyTag, .allTags, .code, .removed, .score, .created, .modified, .owner, .stage, .coupon,
            .passage:
            nil
        }
    }
}
