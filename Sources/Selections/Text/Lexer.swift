/// Cuts a query into tokens.
///
/// It works on Unicode scalars, not on characters: a quote and a combining mark after it are one character, but the
/// quote must still open a text that begins with that mark.
struct Lexer {
    /// The most tokens: a list of 100,000 values has twice as many.
    static let maximumTokens = 250_000
    /// The longest word without quotes, in bytes: longer than any name or value.
    private static let longestWord = 4_096

    private let scalars: String.UnicodeScalarView
    private var position: String.Index

    private init(_ text: String) {
        scalars = text.unicodeScalars
        position = scalars.startIndex
    }

    /// The tokens of a query; the last one is the end or the place that could not be read, and there is no other such.
    static func tokens(of text: String) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = lexer.next()
            tokens.append(token)
            switch token.kind {
            case .word, .quoted, .symbol:
                guard tokens.count == maximumTokens else { continue }
                let end = token.range.upperBound
                tokens.append(Token(kind: .broken(.tooLong(limit: maximumTokens)), range: end..<end))
                return tokens
            case .end, .broken: return tokens
            }
        }
    }

    /// Whether the text is read back as one word and nothing but a word when it stands without quotes.
    static func isBareWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, startsWord(first), !first.isMark else { return false }
        return text.unicodeScalars.allSatisfy(continuesWord)
    }

    private mutating func next() -> Token {
        while let scalar = peek(), scalar.properties.isWhitespace { advance() }
        let start = position
        let kind = kindOfNext()
        return Token(kind: kind, range: start..<position)
    }

    private mutating func kindOfNext() -> Token.Kind {
        guard let scalar = peek() else { return .end }
        if Self.startsWord(scalar) { return word() }
        advance()
        switch scalar {
        case "\"": return quoted()
        case "(": return .symbol(.open)
        case ")": return .symbol(.close)
        case ",": return .symbol(.comma)
        case "~": return .symbol(.contains)
        case "=": return .symbol(.equals)
        case "<": return .symbol(take("=") ? .atMost : .less)
        case ">": return .symbol(take("=") ? .atLeast : .greater)
        case "!" where take("="): return .symbol(.unequal)
        default: return .broken(.unknownCharacter)
        }
    }

    private mutating func word() -> Token.Kind {
        let start = position
        while let scalar = peek(), Self.continuesWord(scalar) { advance() }
        let word = String(scalars[start..<position])
        return word.utf8.count > Self.longestWord ? .broken(.wordTooLong(limit: Self.longestWord)) : .word(word)
    }

    private mutating func quoted() -> Token.Kind {
        let start = position
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            advance()
            switch scalar {
            case "\"": return .quoted(String(text))
            case "\\":
                guard let escaped = peek(), escaped == "\"" || escaped == "\\" else { return .broken(.unknownEscape) }
                advance()
                text.append(escaped)
            default: text.append(scalar)
            }
        }
        // The error points at the opening quote; the rest of the query would be noise.
        position = start
        return .broken(.unclosedQuote)
    }

    private func peek() -> Unicode.Scalar? {
        position < scalars.endIndex ? scalars[position] : nil
    }

    private mutating func advance() {
        position = scalars.index(after: position)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        advance()
        return true
    }

    /// A single quote is part of O'Brien, but in front it is a quotation by somebody used to another language.
    private static func startsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "'" && continuesWord(scalar)
    }

    private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return asciiWordScalars.contains(scalar) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.isMark
    }

    private static let asciiWordScalars = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.@+:/%#&*$?'".unicodeScalars
    )
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}
