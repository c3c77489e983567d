/// An address on this site to which a browser may be sent, from a text that anybody may have written.
struct LocalPath: Sendable, Hashable {
    let text: String

    /// Takes only what no browser can read as the address of another site.
    ///
    /// Browsers read `//host` and `/\host` as other sites, and leave out tabs and line ends before they look.
    init?(_ text: String) {
        let scalars = text.unicodeScalars
        guard text.hasPrefix("/"), scalars.count <= Self.maximumLength,
            scalars.allSatisfy({ (0x21...0x7E).contains($0.value) && $0 != "\\" }),
            scalars.dropFirst().first != "/"
        else { return nil }
        self.text = text
    }

    private static let maximumLength = 4000
}
