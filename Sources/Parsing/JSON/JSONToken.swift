/// A value in a JSON text, or the name of a member.
struct JSONToken: Sendable {
    enum Kind: UInt8, Sendable {
        case null, yes, no, integer, number, text, list, object
    }

    let kind: Kind
    /// Whether a text has escapes that must be resolved.
    var hasEscapes = false
    var hasZeroCharacter = false
    /// Where it begins in the text; of a text, behind its quotation mark.
    let start: Int32
    /// Where it ends; of a text, at its quotation mark.
    ///
    /// Not used for lists and objects.
    var end: Int32
    /// The token behind it and everything inside it.
    var following: Int32

    var next: Int { Int(following) }
    var range: Range<Int> { Int(start)..<Int(end) }
}
