/// When somebody was shown a form, and in which version: signed, so that nobody can make it up.
package struct FormStamp: Sendable, Hashable {
    /// No person fills in a form more quickly than this, in milliseconds.
    package static let quickest: Int64 = 2000
    /// How long a form that was opened can be sent, in milliseconds.
    package static let lifetime: Int64 = 86_400_000

    package let version: Int64
    /// In milliseconds.
    package let shownAt: Int64

    package init(version: Int64, shownAt: Int64) {
        self.version = version
        self.shownAt = shownAt
    }

    /// The stamp as a form carries it.
    package func text(of form: SignUpForm, signedWith key: FormKey) -> String {
        let plain = "\(version).\(shownAt)"
        return plain + "." + key.signature(of: Self.signed(plain, form))
    }

    /// Reads a stamp; nothing where it is none of this form.
    package init?(_ text: String, of form: SignUpForm, signedWith key: FormKey) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let version = Int64(parts[0]), let shownAt = Int64(parts[1]),
            key.isSignature(parts[2], of: Self.signed("\(version).\(shownAt)", form))
        else { return nil }
        self.init(version: version, shownAt: shownAt)
    }

    private static func signed(_ plain: String, _ form: SignUpForm) -> String {
        "stamp \(form.publicID) \(plain)"
    }
}
