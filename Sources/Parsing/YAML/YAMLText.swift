import Yams

/// A YAML text of a plan, a form, a rule or a workflow, within limits that Yams does not have.
///
/// Yams follows aliases: a few lines of anchors that repeat each other mean billions of values. It also goes as deep as a
/// thousand levels, and looks at every value with several regular expressions.
package struct YAMLText: Sendable {
    /// The largest text, in bytes.
    package static let maximumSize = ParsingLimits.file.bytes
    /// The most lines and commas together, each of which may begin a value.
    static let maximumParts = 50_000
    /// Ten aliases can repeat a part 36 times at most, however they are nested.
    static let maximumAliases = 10

    private let text: String

    /// Takes a text.
    ///
    /// - Throws: `ParsingError` when it exceeds a limit.
    package init(_ text: String) throws(ParsingError) {
        guard text.utf8.count <= Self.maximumSize else { throw .tooLarge(limit: Self.maximumSize) }
        var scan = YAMLScan()
        for byte in text.utf8 { scan.take(byte) }
        scan.endName()
        guard scan.parts <= Self.maximumParts else { throw .tooManyValues(limit: Self.maximumParts) }
        guard scan.deepest <= ParsingLimits.file.depth else { throw .tooDeep(limit: ParsingLimits.file.depth) }
        guard scan.aliasCount <= Self.maximumAliases else { throw .tooManyAliases(limit: Self.maximumAliases) }
        self.text = text
    }

    /// Decodes the text; JSON is YAML too.
    ///
    /// - Throws: `DecodingError` or `YamlError`.
    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try YAMLDecoder().decode(type, from: text)
    }
}
