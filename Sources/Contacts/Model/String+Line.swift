extension String {
    /// The text as a name on one line: trimmed and composed, so that one name has one encoding.
    ///
    /// - Throws: `NotOneLine` where it holds a tab, a line break or another control character.
    package func line() throws(NotOneLine) -> String {
        let name = trimmed.composed
        let isBroken = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !isBroken else { throw NotOneLine(text: name.filter { !$0.isNewline && $0 != "\t" && $0 != "\0" }) }
        return name
    }
}

/// A text that cannot stand on one line.
package struct NotOneLine: Error {
    /// The text without what breaks it.
    let text: String
}
