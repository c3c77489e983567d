import Bitmaps
import Storage

/// A change as a row of the table `journal_change` holds it.
struct StoredChange: Sendable {
    let facet: Int64
    let reference: Int64?
    let contacts: [UInt8]
    let old: [UInt8]
    let new: [UInt8]

    /// Reads `facet, reference, contacts, old_values, new_values`, which begin at the given column.
    init(_ row: any Row, from column: Int) throws {
        facet = row.integer(column)
        reference = row.optionalInteger(column + 1)
        contacts = row.bytes(column + 2)
        old = row.bytes(column + 3)
        new = row.bytes(column + 4)
    }

    /// - Throws: `JournalError` or `BitmapError` when the row does not hold one whole change.
    func decoded(in catalogue: Catalogue) throws -> Change {
        let contacts = try Bitmap(serialized: contacts)
        return Change(
            try FacetCode.facet(code: facet, reference: reference, in: catalogue),
            contacts,
            from: try values(old, of: contacts),
            to: try values(new, of: contacts)
        )
    }

    /// The change without its old values, and without the new ones where they are not needed.
    ///
    /// - Throws: As `decoded`.
    func result(in catalogue: Catalogue, needing isNeeded: (Facet) -> Bool) throws -> Change {
        let contacts = try Bitmap(serialized: contacts)
        let facet = try FacetCode.facet(code: facet, reference: reference, in: catalogue)
        return Change(
            facet,
            contacts,
            from: .same(.none),
            to: isNeeded(facet) ? try values(new, of: contacts) : .same(.none)
        )
    }

    /// The change without its new values.
    ///
    /// - Throws: As `decoded`.
    func origin(in catalogue: Catalogue) throws -> Change {
        let contacts = try Bitmap(serialized: contacts)
        return Change(
            try FacetCode.facet(code: facet, reference: reference, in: catalogue),
            contacts,
            from: try values(old, of: contacts),
            to: .same(.none)
        )
    }

    private func values(_ bytes: [UInt8], of contacts: Bitmap) throws -> Change.Values {
        let values = try ValuesCodec.decode(bytes)
        if case .each(let list) = values, list.count != contacts.count { throw JournalError.corruptValues }
        return values
    }
}
