/// A header of a message or of one of its parts, with its value as people read it.
package struct MailHeader: Hashable, Sendable {
    package let name: String
    /// In one line, without the encoding of RFC 2047.
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension [MailHeader] {
    /// The value of the first header of this name, whichever case it is written in.
    package func first(_ name: String) -> String? {
        let name = name.lowercased()
        return first { $0.name.lowercased() == name }?.value
    }
}
