import TestSupport

/// Numbers that lie sparse, dense, in runs and at the borders of buckets.
enum RandomNumbers {
    static func number(using random: inout SeededGenerator) -> UInt32 {
        switch random.int(0...3) {
        case 0: UInt32.random(in: 0...300, using: &random)
        case 1: UInt32.random(in: 65_500...65_600, using: &random)
        case 2: random.pick([0, 65_535, 65_536, 131_071, 131_072, .max - 1, .max])
        default: UInt32.random(in: 0...(.max), using: &random)
        }
    }

    static func set(using random: inout SeededGenerator) -> Set<UInt32> {
        var set: Set<UInt32> = []
        for _ in 0..<random.int(0...60) { set.insert(number(using: &random)) }
        for _ in 0..<random.int(0...2) {
            let start = min(number(using: &random), .max - 6_000)
            set.formUnion(start...(start + UInt32(random.int(0...6_000))))
        }
        return set
    }
}
