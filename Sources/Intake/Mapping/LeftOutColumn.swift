import Contacts

/// A column of a file that an import does not bring in, since nothing says what it holds.
package struct LeftOutColumn: Sendable, Hashable {
    /// What the header calls it; empty where it has no name.
    package let name: String
    /// Its place in the header, from 1.
    package let position: Int

    package init(name: String, position: Int) {
        self.name = name
        self.position = position
    }

    /// The mapping that would bring it in as a standard detail; nothing where its name cannot be one of a detail.
    package var mapping: String? {
        guard let detail = try? DetailName(name) else { return nil }
        return "\(name)=\(ImportField.detail(detail).word)"
    }
}
