import Bitmaps
import Contacts

/// The intents of rows about contacts that exist.
///
/// The first row of each contact stands in the first wave, its second in the second, and so on, so that a wave has
/// every contact once and can be worked on as a set.
struct UpdateWaves {
    private var waves: [[UInt32: [RowIntent]]] = []
    private var rowsOf: [UInt32: Int] = [:]
    /// The line of the last row of each contact.
    private var lineOf: [UInt32: Int] = [:]
    /// How many rows were added.
    private(set) var count = 0

    mutating func add(_ intents: [RowIntent], to number: UInt32, line: Int) {
        lineOf[number] = line
        let wave = rowsOf[number, default: 0]
        rowsOf[number] = wave + 1
        if wave == waves.count { waves.append([:]) }
        waves[wave][number] = intents
        count += 1
    }

    /// What the rows change, all together.
    ///
    /// A contact whose last row takes back what its first one did is not changed, and none of its rows counts as a
    /// change: importing a file twice does nothing, even when the file says different things of one contact.
    ///
    /// - Parameter reader: What the contacts hold.
    /// - Returns: One change for each facet, and how many rows change something.
    /// - Throws: What the reader throws.
    func changes(reading reader: any FacetReader) throws -> (changes: [Change], changedRows: Int) {
        let state = WorkingState(rowsOf.keys.sorted(), reader: reader)
        var before: [Facet: [FacetValue]] = [:]
        var changedRows: [UInt32: Int] = [:]
        for wave in waves {
            let byFacet = Self.byFacet(wave)
            for facet in byFacet.keys where before[facet] == nil { before[facet] = try state.values(of: facet) }
            let changes = try byFacet.compactMap { facet, intents in
                try Self.change(facet, of: state.numbers, from: state.values(of: facet)) { number, current in
                    intents[number]?.result(over: current)
                }
            }
            try state.apply(changes)
            for number in changes.reduce(into: Bitmap(), { $0.formUnion($1.contacts) }).numbers {
                changedRows[number, default: 0] += 1
            }
        }
        let changes = try before.compactMap { facet, old in
            let new = Dictionary(uniqueKeysWithValues: zip(state.numbers, try state.values(of: facet)))
            return Self.change(facet, of: state.numbers, from: old) { number, current in
                new[number].flatMap { $0 == current ? nil : $0 }
            }
        }
        let changed = changes.reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
        return (changes, changed.numbers.reduce(0) { $0 + (changedRows[$1] ?? 0) })
    }

    /// Where in the file the changes of consent among some changes come from.
    func evidence(for changes: [Change]) -> Change? {
        let contacts = changes.filter { [.emailStatus, .mobileStatus, .invalid].contains($0.facet) }
            .reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
        guard !contacts.isEmpty else { return nil }
        let lines = contacts.numbers.map { FacetValue.evidence(Evidence(line: lineOf[$0].map(Int64.init))) }
        return Change(.evidence, contacts, from: .same(.none), to: Change.Values(lines))
    }

    private static func byFacet(_ wave: [UInt32: [RowIntent]]) -> [Facet: [UInt32: RowIntent]] {
        var byFacet: [Facet: [UInt32: RowIntent]] = [:]
        for (number, intents) in wave {
            for intent in intents { byFacet[intent.facet, default: [:]][number] = intent }
        }
        return byFacet
    }

    /// The change of one facet for those contacts that get another value.
    private static func change(
        _ facet: Facet,
        of contacts: [UInt32],
        from values: [FacetValue],
        to result: (UInt32, FacetValue) -> FacetValue?
    ) -> Change? {
        var numbers: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for (number, current) in zip(contacts, values) {
            guard let value = result(number, current) else { continue }
            numbers.append(number)
            old.append(current)
            new.append(value)
        }
        guard !numbers.isEmpty else { return nil }
        return Change(facet, Bitmap(numbers), from: Change.Values(old), to: Change.Values(new))
    }
}
