import Bitmaps
import Contacts
import Storage

/// The members of conditions that were asked for, as they are after one commit of the journal.
///
/// It answers for one reach. Within the contacts of one user it looks at nobody else's, so that neither an answer nor the
/// time that it takes tells of others; there it remembers until the next commit.
///
/// A value: whoever works with it has one state, whatever others do at the same time. It holds nothing that the
/// database does not hold, so it may be thrown away at any time.
struct FacetIndex: Sendable {
    /// How many conditions are remembered; at ten million contacts each takes at most 1.25 MB.
    static let capacity = 256

    let reach: Reach
    /// The commit up to which the journal has been followed.
    private(set) var sequence: Int64
    private(set) var sets: [IndexedLeaf: Bitmap] = [:]
    private(set) var columns: [NumericFacet: DenseColumn] = [:]
    private var lastUse: [IndexedLeaf: Int] = [:]
    private var misses: [NumericFacet: Int] = [:]
    private var uses = 0
    /// What walks over columns found for the question at hand, also where it is not worth remembering.
    private var passed: [IndexedLeaf: Bitmap] = [:]

    init(at sequence: Int64, within reach: Reach) {
        self.sequence = sequence
        self.reach = reach
    }

    /// The condition that all within reach meet.
    private var everybody: IndexedLeaf {
        switch reach {
        case .everybody: .existence
        case .owned(let user): .owner(user, nil)
        }
    }

    /// Everybody within reach.
    mutating func everybody(reading connection: any Connection, _ catalogue: Catalogue) throws -> Bitmap {
        try members(of: everybody, reading: connection, catalogue)
    }

    /// The members of a condition within reach, from memory or else by one statement.
    mutating func members(
        of leaf: IndexedLeaf,
        reading connection: any Connection,
        _ catalogue: Catalogue
    ) throws
        -> Bitmap
    {
        guard leaf.isWorthRemembering else { return try passed[leaf] ?? read(leaf, connection, catalogue) }
        uses += 1
        lastUse[leaf] = uses
        if let set = sets[leaf] { return set }
        let set = try passed[leaf] ?? read(leaf, connection, catalogue)
        makeRoom()
        sets[leaf] = set
        return set
    }

    /// Looks up conditions of one column together, where there are many of them that are not remembered.
    mutating func prepare(
        _ leaves: [IndexedLeaf],
        reading connection: any Connection,
        _ catalogue: Catalogue
    ) throws {
        passed = [:]
        let unknown = Set(leaves).filter { sets[$0] == nil }
        let columns = Dictionary(grouping: unknown.filter { $0.passedColumn != nil }) { $0.passedColumn }
        for case (let column?, let leaves) in columns where leaves.count >= ColumnPass.worthwhile {
            let found = try ColumnPass(over: column, for: leaves).members(reading: connection, catalogue, within: reach)
            passed.merge(found) { $1 }
        }
    }

    /// Forgets what was looked up for one question only.
    mutating func finish() { passed = [:] }

    /// Brings the index to a later commit.
    mutating func follow(to sequence: Int64, reading connection: any Connection, _ catalogue: Catalogue) throws {
        guard sequence > self.sequence else { return }
        guard !sets.isEmpty || !columns.isEmpty else {
            self.sequence = sequence
            return
        }
        // Following the journal would cost what others changed; reading anew costs what is one's own.
        guard reach == .everybody else {
            self = FacetIndex(at: sequence, within: reach)
            return
        }
        var update = IndexUpdate(sets: sets, columns: columns)
        let needed = update.neededFacets
        try JournalReader(connection).forEachResult(after: self.sequence, needing: needed.contains) {
            update.apply($0, at: $1)
        }
        try update.addCreated(reading: connection, catalogue)
        (sets, columns) = (update.sets, update.columns)
        self.sequence = sequence
    }

    /// The newer of two states of an index, or what both of them know.
    func joined(with other: FacetIndex) -> FacetIndex {
        guard sequence == other.sequence else { return sequence > other.sequence ? self : other }
        var result = other
        for (leaf, set) in sets where result.sets[leaf] == nil && result.sets.count < Self.capacity {
            result.sets[leaf] = set
            result.lastUse[leaf] = lastUse[leaf]
        }
        result.columns.merge(columns) { known, _ in known }
        return result
    }

    /// A range of a number is answered by one statement the first time; who asks again gets the whole column into
    /// memory, so that a slider costs one read and not one for each position.
    private mutating func read(
        _ leaf: IndexedLeaf,
        _ connection: any Connection,
        _ catalogue: Catalogue
    ) throws
        -> Bitmap
    {
        if let (facet, passes) = leaf.numericTest {
            misses[facet, default: 0] += 1
            if columns[facet] == nil, misses[facet, default: 0] > 1 { columns[facet] = try column(facet, connection) }
            if let column = columns[facet] { return column.members(where: passes) }
        }
        if leaf == .existence, reach == .everybody, let everybody = try Self.unbroken(connection) { return everybody }
        guard let sql = try leaf.members(catalogue, within: reach) else { return Bitmap() }
        return Bitmap(try connection.rows(sql) { $0.number(0) })
    }

    private func column(_ facet: NumericFacet, _ connection: any Connection) throws -> DenseColumn {
        var column = DenseColumn()
        try connection.forEachRow(facet.values(within: reach)) { column.set($0.integer(1), for: $0.number(0)) }
        return column
    }

    /// Everybody as one range, where nobody was ever deleted between the first and the last.
    private static func unbroken(_ connection: any Connection) throws -> Bitmap? {
        try connection.firstRow("SELECT COUNT(*), MIN(number), MAX(number) FROM contact") { row in
            guard row.integer(0) > 0 else { return Bitmap() }
            let (first, last) = (row.number(1), row.number(2))
            return row.integer(0) == Int64(last - first) + 1 ? Bitmap(first...last) : nil
        } ?? nil
    }

    private mutating func makeRoom() {
        guard sets.count >= Self.capacity else { return }
        let oldest = sets.keys.min { lastUse[$0, default: 0] < lastUse[$1, default: 0] }
        if let oldest {
            sets[oldest] = nil
            lastUse[oldest] = nil
        }
    }
}
