import Contacts

/// How many tries a password takes that begin with what people choose most.
///
/// The password is taken apart into known words, runs of neighbouring keys, years, repetitions and single characters, in
/// the way that takes the fewest tries. Each part adds its weight, a power of ten.
struct PasswordEstimate {
    /// The least weight that passes: a thousand million tries, which the limits on failures make hopeless.
    private static let least = 9.0

    private enum Weight {
        static let known = 1.0
        static let common = 3.0
        static let run = 2.0
        static let year = 1.5
        static let repetition = 0.5
        static let letter = 1.3
        static let digit = 0.9
        static let separator = 0.5
        static let sign = 1.2
    }

    let weight: Double

    var isEnough: Bool { weight >= Self.least }

    /// Takes a password apart.
    ///
    /// - Parameters:
    ///   - password: The password.
    ///   - words: Words that are tried before all others, such as the user's name.
    init(of password: String, knowing words: [String]) {
        let typed = Array(password.folded.withoutDiacritics.prefix(Self.longest))
        let known = Set(words)
        let readings = [typed] + CommonPasswords.readings.map { letters in typed.map { letters[$0] ?? $0 } }
        var best = [0.0]
        for end in 1...max(typed.count, 1) where !typed.isEmpty {
            var least = best[end - 1] + Self.weight(of: typed[end - 1])
            for start in max(0, end - Self.longestPart)..<end where end - start >= 3 {
                for reading in readings {
                    if let part = Self.weight(of: reading[start..<end], known) {
                        least = min(least, best[start] + part)
                    }
                }
                let part = typed[start..<end]
                if Self.isRepetition(part, in: typed) { least = min(least, best[start] + Weight.repetition) }
            }
            best.append(least)
        }
        weight = best.last ?? 0
    }

    /// A longer password is long enough in its beginning.
    private static let longest = 64
    private static let longestPart = 24

    private static func weight(of character: Character) -> Double {
        if character.isNumber { return Weight.digit }
        if character.isLetter { return Weight.letter }
        return " -_.".contains(character) ? Weight.separator : Weight.sign
    }

    private static func weight(of part: ArraySlice<Character>, _ known: Set<String>) -> Double? {
        let text = String(part)
        if known.contains(text) || CommonPasswords.product.contains(text) { return Weight.known }
        if CommonPasswords.words.contains(text) { return Weight.common }
        if CommonPasswords.isRun(text) || Set(part).count == 1 { return Weight.run }
        if part.count == 4, let year = Int(text), (1900...2099).contains(year) { return Weight.year }
        return nil
    }

    /// Whether the same characters stand right before, perhaps with one sign between.
    private static func isRepetition(_ part: ArraySlice<Character>, in all: [Character]) -> Bool {
        for gap in 0...1 {
            let start = part.startIndex - part.count - gap
            if start >= 0, all[start..<start + part.count].elementsEqual(part) { return true }
        }
        return false
    }
}
