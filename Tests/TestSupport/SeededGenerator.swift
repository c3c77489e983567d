import Foundation

/// Random numbers that are the same for the same seed: SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
    /// Where the sequence began.
    package let seed: UInt64
    private var state: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// A generator for one test, from `KARTOTEKA_TEST_SEED` if that is set.
    ///
    /// Prints the seed, so that a failure can be repeated.
    package init(for test: String) {
        let wanted = ProcessInfo.processInfo.environment["KARTOTEKA_TEST_SEED"].flatMap { UInt64($0) }
        self.init(seed: wanted ?? UInt64.random(in: 0...UInt64(UInt32.max)))
        print("\(test): KARTOTEKA_TEST_SEED=\(seed)")
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that has this probability.
    package mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    /// A whole number of the range.
    package mutating func int(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// One of the elements; traps when there is none, which is a mistake of the test.
    package mutating func pick<Elements: Collection>(_ elements: Elements) -> Elements.Element {
        guard let element = elements.randomElement(using: &self) else { preconditionFailure("nothing to pick from") }
        return element
    }
}
