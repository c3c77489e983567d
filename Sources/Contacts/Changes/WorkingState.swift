package import Bitmaps

/// What some contacts hold while a list of actions works on them: the stored values, and on top of them what the
/// earlier actions change.
package final class WorkingState {
    /// The contacts, in ascending order.
    package let numbers: [UInt32]
    package let contacts: Bitmap
    private let reader: any FacetReader
    private var columns: [Facet: [FacetValue]] = [:]

    package init(_ numbers: [UInt32], reader: any FacetReader) {
        self.numbers = numbers
        contacts = Bitmap(numbers)
        self.reader = reader
    }

    /// The present values of a facet, one for each contact, in the order of `numbers`.
    package func values(of facet: Facet) throws -> [FacetValue] {
        if let column = columns[facet] { return column }
        let column = try reader.values(of: facet, for: numbers)
        columns[facet] = column
        return column
    }

    /// Makes the changes visible to those who read later.
    package func apply(_ changes: [Change]) throws {
        for change in changes where change.facet != .note {
            if change.contacts.count == numbers.count, case .same(let value) = change.new {
                columns[change.facet] = Array(repeating: value, count: numbers.count)
                continue
            }
            var column = try values(of: change.facet)
            columns[change.facet] = nil
            var rank = 0
            for (index, number) in numbers.enumerated() where change.contacts.contains(number) {
                column[index] = change.new[rank]
                rank += 1
            }
            columns[change.facet] = column
        }
    }
}
