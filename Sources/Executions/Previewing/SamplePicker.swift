import Bitmaps
import Contacts

/// Picks the first contacts that change, and what changes about them.
struct SamplePicker {
    private let limit: Int
    private var numbers: [UInt32] = []
    private var changes: [UInt32: [SampleChange]] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    mutating func look(at set: ChangeSet) {
        let free = limit - numbers.count
        guard free > 0 else { return }
        let picked = set.contacts.numbers(from: 0, limit: free)
        numbers += picked
        for number in picked {
            for change in set.changes where change.contacts.contains(number) {
                let rank = change.contacts.rank(of: number) - 1
                note(change.facet, from: change.old[rank], to: change.new[rank], of: number)
            }
        }
    }

    func samples(_ reader: ContactReader) throws -> [SampleContact] {
        try reader.contacts(numbers).map { SampleContact(contact: $0, changes: changes[$0.number] ?? []) }
    }

    /// Two changes of one facet are one for the reader: from the first value to the last.
    ///
    /// Notes stand for themselves.
    private mutating func note(_ facet: Facet, from old: FacetValue, to new: FacetValue, of number: UInt32) {
        var list = changes[number] ?? []
        if !facet.isList, let index = list.firstIndex(where: { $0.facet == facet }) {
            list[index] = SampleChange(facet: facet, old: list[index].old, new: new)
        } else {
            list.append(SampleChange(facet: facet, old: old, new: new))
        }
        changes[number] = list
    }
}
