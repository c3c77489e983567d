import TestSupport

/// Makes one bad text of a good one.
struct Mutation {
    /// The longest text that is made, in bytes.
    private static let longest = 8_192

    let words: [[UInt8]]

    func of(_ seed: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        for _ in 0..<random.int(1...6) where bytes.count < Self.longest {
            let place = random.int(0...bytes.count)
            switch random.int(0...6) {
            case 0: bytes.removeSubrange(place..<min(bytes.count, place + random.int(1...20)))
            case 1, 2: bytes.insert(contentsOf: random.pick(words), at: place)
            case 3: bytes.insert(contentsOf: repeated(random.pick(words), &random), at: place)
            case 4:
                let end = min(bytes.count, place + random.int(1...40))
                bytes.insert(contentsOf: repeated(Array(bytes[place..<end]), &random), at: place)
            case 5: bytes.insert(UInt8(random.int(0...255)), at: place)
            default: if place < bytes.count { bytes[place] ^= UInt8(1 << random.int(0...7)) }
            }
        }
        return bytes
    }

    /// A piece many times, which finds what grows faster than its text.
    private func repeated(_ piece: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        guard !piece.isEmpty else { return [] }
        let most = Self.longest / piece.count
        return Array(repeatElement(piece, count: random.chance(0.02) ? most : random.int(1...20)).joined())
    }
}
