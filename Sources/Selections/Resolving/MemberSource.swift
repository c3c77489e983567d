import Bitmaps
import Contacts
import Storage

/// Where a resolution gets the members of elementary conditions from.
protocol MemberSource {
    /// Who asks, which decides what may be named.
    var reach: Reach { get }

    /// Is told what will be asked for, all at once.
    mutating func prepare(
        _ leaves: [IndexedLeaf],
        reading connection: any Connection,
        _ catalogue: Catalogue
    ) throws

    /// Whoever may be a member at all.
    mutating func everybody(reading connection: any Connection, _ catalogue: Catalogue) throws -> Bitmap

    /// The members of a condition.
    mutating func members(
        of leaf: IndexedLeaf,
        reading connection: any Connection,
        _ catalogue: Catalogue
    ) throws -> Bitmap
}

extension FacetIndex: MemberSource {}

/// Some contacts, of whom each condition is asked anew.
struct Candidates: MemberSource {
    let contacts: Bitmap
    let reach: Reach

    /// Each question is small among so few contacts.
    func prepare(_ leaves: [IndexedLeaf], reading connection: any Connection, _ catalogue: Catalogue) {}

    func everybody(reading connection: any Connection, _ catalogue: Catalogue) -> Bitmap { contacts }

    func members(of leaf: IndexedLeaf, reading connection: any Connection, _ catalogue: Catalogue) throws -> Bitmap {
        guard let sql = try leaf.members(catalogue, among: asked) else { return Bitmap() }
        return Bitmap(try connection.rows(sql) { $0.number(0) }).intersection(contacts)
    }

    /// Those to ask about: a range that holds a few others is answered faster than a long list.
    private var asked: Bitmap {
        guard let first = contacts.first, let last = contacts.last, contacts.count > 64,
            Int(last - first) < contacts.count * 4
        else { return contacts }
        return Bitmap(first...last)
    }
}
