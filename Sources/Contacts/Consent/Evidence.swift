/// What proves that a consent was given or withdrawn, or that an address is wrong.
///
/// It belongs to one contact in one commit, and is journaled beside the change that it proves, so that erasing the
/// contact erases it too.
package struct Evidence: Hashable, Sendable, Codable {
    /// The longest text of a part, in characters; longer ones are cut.
    package static let maximumLength = 1000

    /// The line of an imported file.
    package var line: Int64?
    /// The network address of the person who acted.
    package var address: String?
    /// What the browser of the person calls itself.
    package var userAgent: String?
    /// The number of the wording that the person was shown; see `ConsentWordings`.
    package var wording: Int64?
    /// The version of the form that was filled in.
    package var version: Int64?
    /// What else is known, such as the report of a mail server.
    package var text: String?

    package init(
        line: Int64? = nil,
        address: String? = nil,
        userAgent: String? = nil,
        wording: Int64? = nil,
        version: Int64? = nil,
        text: String? = nil
    ) {
        self.line = line
        self.address = Self.cut(address)
        self.userAgent = Self.cut(userAgent)
        self.wording = wording
        self.version = version
        self.text = Self.cut(text)
    }

    /// Zero characters are left out: no database takes them, and what comes from outside may hold them.
    private static func cut(_ text: String?) -> String? {
        guard let text else { return nil }
        let kept = text.filter { $0 != "\0" }.prefix(maximumLength)
        return kept.isEmpty ? nil : String(kept)
    }

    /// Whether nothing but the line of a file is known.
    var isLineOnly: Bool { self == Evidence(line: line) && line != nil }
}
