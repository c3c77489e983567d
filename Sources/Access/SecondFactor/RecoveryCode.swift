import Contacts

/// Lets a user in once who has lost the authenticator app: 80 random bits in four groups of four letters and digits.
enum RecoveryCode {
    /// How many a user gets.
    static let count = 10
    private static let bytes = 10

    static func make() -> String {
        var random = SystemRandomNumberGenerator()
        let letters = Array(Base32.text(of: (0..<bytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }
            .joined(separator: "-").lowercased()
    }

    /// What the database keeps of a code, however it was typed.
    static func hash(_ typed: String) -> [UInt8] { Secret.hash(plain(typed)) }

    /// A code without what only helps people to read it.
    static func plain(_ typed: String) -> String { typed.folded.filter { $0.isLetter || $0.isNumber } }
}
