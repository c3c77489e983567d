/// What the public address of a form has: short, random, and easy to read out.
package enum PublicID {
    private static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")
    private static let length = 10

    static func make() -> String {
        var random = SystemRandomNumberGenerator()
        return String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
    }

    /// Whether a text can be one.
    package static func isWellFormed(_ text: String) -> Bool {
        text.count == length && text.allSatisfy(alphabet.contains)
    }
}
