import Bitmaps
import Contacts

/// The intents of rows about contacts that exist.
///
/// The first row of each contact stands in the first wave, its second in the second, and so on, so that a wave has
/// every contact once and can be worked on as a set.
struct UpdateWaves {
    private var waves: [[UInt32: [RowIntent]]] = []
    private var rowsOf: [UInt32: Int] = [:]
    /// How many rows were added.
    private(set) var count = 0

    mutating func add(_ intents: [RowIntent], to number: UInt32) {
        let wave = rowsOf[number, default: 0]
        rowsOf[number] = wave + 1
        if wave == waves.count { waves.append([:]) }
        waves[wave][number] = intents
        count += 1
    }

    /// What the rows change.
    ///
    /// - Parameter reader: What the contacts hold.
    /// - Returns: The changes in order, and how many rows change something.
    /// - Throws: What the reader throws.
    func changes(reading reader: any FacetReader) throws -> (changes: [Change], changedRows: Int) {
        let state = WorkingState(rowsOf.keys.sorted(), reader: reader)
        var all: [Change] = []
        var changedRows = 0
        for wave in waves {
            let changes = try self.changes(of: wave, state)
            try state.apply(changes)
            changedRows += changes.reduce(into: Bitmap()) { $0.formUnion($1.contacts) }.count
            all += changes
        }
        return (all, changedRows)
    }

    private func changes(of wave: [UInt32: [RowIntent]], _ state: WorkingState) throws -> [Change] {
        var byFacet: [Facet: [UInt32: RowIntent]] = [:]
        for (number, intents) in wave {
            for intent in intents { byFacet[intent.facet, default: [:]][number] = intent }
        }
        return try byFacet.compactMap { facet, intents in
            var numbers: [UInt32] = []
            var old: [FacetValue] = []
            var new: [FacetValue] = []
            for (number, current) in zip(state.numbers, try state.values(of: facet)) {
                guard let value = intents[number]?.result(over: current) else { continue }
                numbers.append(number)
                old.append(current)
                new.append(value)
            }
            guard !numbers.isEmpty else { return nil }
            return Change(facet, Bitmap(numbers), from: Change.Values(old), to: Change.Values(new))
        }
    }
}
