import Foundation

/// The words that a server gave for a refusal, searched for what they are about.
///
/// The words are those of servers in English and in the languages of the providers that Kartoteka's users write to most.
/// Searching takes linear time in the length of the text.
struct RefusalWords {
    /// What is searched of a text, in words; honest refusals have fewer than a hundred.
    private static let mostWords = 500

    private let words: [String]

    /// Splits a text into words without letter case, accents and punctuation.
    ///
    /// Addresses and hosts are left out: a name may be `spam` or `policy`.
    init(_ text: String) {
        var pieces: [Substring] = []
        var isNamed = false
        for word in text.prefix(8_000).split(whereSeparator: \.isWhitespace) {
            // The name of the server that refused says nothing either: `host mx.spamfilter.example said`.
            if !(isNamed && word.contains(".")) { pieces += [Self.withoutAddress(word)].compactMap(\.self) }
            isNamed = word.lowercased() == "host"
        }
        let plain = pieces.joined(separator: " ")
        let folded = plain.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .replacing("ł", with: "l")
        words = folded.split { !$0.isLetter && !$0.isNumber }.prefix(Self.mostWords).map(String.init)
    }

    private static func withoutAddress(_ word: Substring) -> Substring? {
        guard word.contains("@") else { return word }
        // `MAIL FROM:<news@shop.example>`: it was the sender that was refused.
        return word.lowercased().hasPrefix("from:") ? "mailfrom" : nil
    }

    /// Whether they speak of something else than the address: rate, quota, policy, reputation, sender, content or time.
    ///
    /// Gmail, for one, has 5.2.1 both for a mailbox that is disabled and for one that gets too much at the moment.
    var speakOfSomethingElse: Bool {
        if Self.otherPhrases.isFound(in: words) { return true }
        return words.indices.contains { index in
            // Postfix names the table in which it looked for the recipient.
            let isTable = words[index] == "relay" && words[(index + 1)...].prefix(2) == ["recipient", "table"]
            return !isTable && Self.others.matches(words[index])
        }
    }

    /// Whether they leave a doubt that matters where no status says what is meant.
    var leaveADoubt: Bool { words.contains { Self.doubts.matches($0) } }

    /// Whether they say that there is no such user, in so many words.
    var sayThatNobodyIsThere: Bool { Self.nobodyPhrases.isFound(in: words) }
}

/// Beginnings of words, by their first letter.
struct WordBeginnings: Sendable {
    private let beginnings: [Character: [String]]
    private let wholeWords: Set<String>

    /// - Parameter text: Beginnings of words, with blanks between them. What ends in a full stop is a whole word.
    init(_ text: String) {
        let all = text.split(whereSeparator: \.isWhitespace)
        wholeWords = Set(all.filter { $0.hasSuffix(".") }.map { String($0.dropLast()) })
        beginnings = Dictionary(grouping: all.filter { !$0.hasSuffix(".") }.map(String.init)) { $0.first ?? " " }
    }

    /// Whether a word is one of the whole words, or begins with one of the others.
    func matches(_ word: String) -> Bool {
        if wholeWords.contains(word) { return true }
        guard let first = word.first else { return false }
        return beginnings[first, default: []].contains { word.hasPrefix($0) }
    }
}

/// Phrases of whole words, by their first word.
struct WordPhrases: Sendable {
    private let phrases: [String: [ArraySlice<String>]]

    init(_ texts: [String]) {
        let all = texts.map { $0.split(separator: " ").map(String.init) }.filter { !$0.isEmpty }
        phrases = Dictionary(grouping: all) { $0[0] }.mapValues { $0.map { $0.dropFirst() } }
    }

    func isFound(in words: [String]) -> Bool {
        words.indices.contains { index in
            phrases[words[index], default: []].contains { words[(index + 1)...].starts(with: $0) }
        }
    }
}
