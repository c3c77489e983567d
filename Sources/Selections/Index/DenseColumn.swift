import Bitmaps

/// The numbers that one column holds for every contact, in memory, in blocks of one bucket.
struct DenseColumn: Sendable {
    /// Stands where there is no contact; a stored number is never this low.
    private static let absent = Int64.min
    private var blocks: [Bucket: [Int64]] = [:]

    mutating func set(_ value: Int64?, for number: UInt32) {
        let bucket = Bucket(containing: number)
        blocks[bucket, default: Self.emptyBlock][Int(number & 0xFFFF)] = value ?? Self.absent
    }

    mutating func set(_ values: (Int) -> Int64?, for numbers: [UInt32]) {
        for (index, number) in numbers.enumerated() { set(values(index), for: number) }
    }

    /// The contacts whose number passes the test.
    func members(where passes: (Int64) -> Bool) -> Bitmap {
        var result = Bitmap()
        var found: [UInt32] = []
        found.reserveCapacity(0x10000)
        for bucket in blocks.keys.sorted() {
            found.removeAll(keepingCapacity: true)
            let base = bucket.range.lowerBound
            for (offset, value) in (blocks[bucket] ?? []).enumerated() where value != Self.absent && passes(value) {
                found.append(base + UInt32(offset))
            }
            result.insert(contentsOf: found)
        }
        return result
    }

    private static let emptyBlock = [Int64](repeating: absent, count: 0x10000)
}

/// A column that holds a number for every contact.
enum NumericFacet: Hashable, Sendable, CaseIterable {
    case score
    case created
    case modified
}

extension IndexedLeaf {
    /// The column that answers the condition, if one does, and the test of its numbers.
    var numericTest: (facet: NumericFacet, passes: @Sendable (Int64) -> Bool)? {
        switch self {
        case .score(let range): (.score, range.contains)
        case .created(let span): (.created, span.contains)
        case .modified(let span): (.modified, span.contains)
        case .existence, .tag, .tagScore, .code, .removed, .text, .detail: nil
        }
    }
}
