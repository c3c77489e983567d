/// A piece of a query: a word, a quoted text or a sign.
struct Token {
    enum Kind: Equatable {
        /// A word without quotes: a keyword, a name or a value.
        case word(String)
        /// What stands between double quotes, with its escapes resolved.
        case quoted(String)
        case symbol(Symbol)
        /// The end of the query.
        case end
        /// Characters that are no token; nothing is read after them.
        case broken(QuerySyntaxError.Reason)
    }

    enum Symbol: String {
        case equals = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case contains = "~"
        case open = "("
        case close = ")"
        case comma = ","
    }

    let kind: Kind
    /// Where the token stands in the query.
    let range: Range<String.Index>

    var keyword: Keyword? {
        if case .word(let word) = kind { Keyword(word) } else { nil }
    }

    var symbol: Symbol? {
        if case .symbol(let symbol) = kind { symbol } else { nil }
    }
}
