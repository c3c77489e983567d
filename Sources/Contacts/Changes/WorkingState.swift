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

    /// The same contacts' state, seen by an action that concerns only some of them.
    ///
    /// - Parameter part: Some of the contacts, in ascending order.
    /// - Returns: A state that reads from this one; changes are applied to this one.
    package func narrowed(to part: [UInt32]) -> WorkingState {
        part.count == numbers.count ? self : WorkingState(part, reader: NarrowedReader(self))
    }

    /// Makes the changes visible to those who read later.
    package func apply(_ changes: [Change]) throws {
        for change in changes where !change.facet.isList {
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

/// Reads from the state of more contacts.
private final class NarrowedReader: FacetReader {
    private let whole: WorkingState

    init(_ whole: WorkingState) {
        self.whole = whole
    }

    func values(of facet: Facet, for numbers: [UInt32]) throws -> [FacetValue] {
        let wanted = Bitmap(numbers)
        return zip(whole.numbers, try whole.values(of: facet)).filter { wanted.contains($0.0) }.map(\.1)
    }

    func existing(_ numbers: [UInt32]) throws -> [UInt32] {
        numbers.filter(whole.contacts.contains)
    }
}
