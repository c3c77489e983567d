import Bitmaps

/// The numbers that one column holds for every contact, in memory, in blocks of one bucket.
///
/// A block reaches to the last contact of its bucket that was ever set.
struct DenseColumn: Sendable {
    /// Stands where there is no contact; a stored number is never this low.
    private static let absent = Int64.min
    private var blocks: [Bucket: [Int64]] = [:]

    mutating func set(_ value: Int64?, for number: UInt32) {
        let offset = Int(number & 0xFFFF)
        blocks[Bucket(containing: number), default: []].set(value ?? Self.absent, at: offset, filler: Self.absent)
    }

    mutating func set(_ values: (Int) -> Int64?, for numbers: [UInt32]) {
        for (index, number) in numbers.enumerated() { set(values(index), for: number) }
    }

    /// The contacts whose number passes the test.
    func members(where passes: (Int64) -> Bool) -> Bitmap {
        var result = Bitmap()
        var found: [UInt32] = []
        found.reserveCapacity(0x10000)
        for (bucket, block) in blocks.sorted(by: { $0.key < $1.key }) {
            found.removeAll(keepingCapacity: true)
            let base = bucket.range.lowerBound
            var offset: UInt32 = 0
            for value in block {
                if value != Self.absent && passes(value) { found.append(base + offset) }
                offset += 1
            }
            result.insert(contentsOf: found)
        }
        return result
    }
}

extension [Int64] {
    fileprivate mutating func set(_ value: Int64, at offset: Int, filler: Int64) {
        if offset >= count {
            guard value != filler else { return }
            append(contentsOf: repeatElement(filler, count: offset - count + 1))
        }
        self[offset] = value
    }
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
        case .existence, .tag, .anyTag, .allTags, .tagScore, .code, .removed, .text, .detail, .owner, .stage, .coupon,
            .passage:
            nil
        }
    }
}
