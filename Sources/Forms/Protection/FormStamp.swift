import Messaging

/// When somebody was shown a form, and in which version: signed, so that nobody can make it up.
package struct FormStamp: Sendable, Hashable {
    /// No person fills in a form more quickly than this, in milliseconds.
    package static let quickest: Int64 = 2000
    /// How long a form that was opened can be sent, in milliseconds.
    package static let lifetime: Int64 = 86_400_000

    let version: Int64
    /// In milliseconds.
    let shownAt: Int64

    init(version: Int64, shownAt: Int64) {
        self.version = version
        self.shownAt = shownAt
    }

    /// The stamp as a form carries it.
    func text(of form: FormID, signedBy signer: TokenSigner) -> String {
        signer.token(.form, [form.number, version, shownAt].flatMap { withUnsafeBytes(of: $0.bigEndian, Array.init) })
    }

    /// Reads a stamp; nothing where it is none of this form.
    init?(_ text: String, of form: FormID, signedBy signer: TokenSigner) {
        guard let (number, rest) = signer.number(of: text, .form), number == form.number, rest.count == 16 else {
            return nil
        }
        let numbers = [rest.prefix(8), rest.suffix(8)].map { $0.reduce(Int64(0)) { $0 << 8 | Int64($1) } }
        self.init(version: numbers[0], shownAt: numbers[1])
    }
}
