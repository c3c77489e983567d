/// Draws codes that nobody can guess and nobody misreads.
package struct CouponCodes<Generator: RandomNumberGenerator> {
    private var generator: Generator
    private var bits: UInt64 = 0
    private var bitsLeft = 0

    package init(_ generator: Generator) {
        self.generator = generator
    }

    /// Draws different codes.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - length: How many characters each has.
    ///   - isTaken: Which of some codes are taken already; asked about every code before it is handed out.
    /// - Returns: The codes.
    /// - Throws: What `isTaken` throws.
    package mutating func draw(
        _ count: Int,
        length: Int,
        butNot isTaken: (Set<String>) throws -> Set<String>
    ) throws -> [String] {
        var drawn: Set<String> = []
        drawn.reserveCapacity(count)
        while drawn.count < count {
            var fresh: Set<String> = []
            fresh.reserveCapacity(count - drawn.count)
            while drawn.count + fresh.count < count {
                let code = code(length)
                if !drawn.contains(code) { fresh.insert(code) }
            }
            drawn.formUnion(fresh.subtracting(try isTaken(fresh)))
        }
        return Array(drawn)
    }

    /// A code of so many characters, each of which is as likely as every other.
    package mutating func code(_ length: Int) -> String {
        String(unsafeUninitializedCapacity: length) { buffer in
            for position in 0..<length { buffer[position] = character() }
            return length
        }
    }

    /// Takes five bits at a time and throws away values without a character: a remainder would prefer some of them.
    private mutating func character() -> UInt8 {
        while true {
            if bitsLeft < 5 {
                bits = generator.next()
                bitsLeft = 64
            }
            let value = Int(bits & 31)
            bits >>= 5
            bitsLeft -= 5
            if value < CouponCode.alphabet.count { return CouponCode.alphabet[value] }
        }
    }
}

/// What codes look like.
package enum CouponCode {
    /// The lengths that a generated code can have, in characters.
    package static let lengths = 5...64

    /// The characters of generated codes: none that looks like another, so neither 0 and O nor 1, I and L.
    package static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ".utf8)

    /// Whether a code from elsewhere can be one: of 5 to 64 characters, without white space.
    package static func isFit(_ code: String) -> Bool {
        lengths.contains(code.count)
            && code.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
    }

    /// Whether so many codes of this length leave enough others that chance finds free ones at once and guessing rarely
    /// finds a given one.
    package static func isEnough(length: Int, for count: Int) -> Bool {
        count <= capacity(length: length)
    }

    /// The most codes of this length under one name: a tenth of those that there are.
    package static func capacity(length: Int) -> Int {
        // With twelve there are more than anybody needs, with fifteen more than an Int holds.
        (0..<min(length, 12)).reduce(1) { product, _ in product * alphabet.count } / 10
    }
}
