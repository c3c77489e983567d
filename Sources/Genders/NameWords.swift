/// The words of a full name, sorted by what the lists say about them.
struct NameWords {
    /// The names, in their order; initials only where fewer than two names are written out.
    private(set) var names: [NameWord] = []
    /// The sex that a title tells; unknown also where titles contradict each other.
    private(set) var title: Gender?
    /// Whether more than one person is named.
    private(set) var isSeveral = false
    /// Whether a comma stands behind the surname, as in “Nowak, Anna”.
    private(set) var hasSurnameBeforeComma = false

    init(_ name: String, lists: NameLists) {
        var words: [NameWord] = []
        var groups = 0
        for group in NameText.folded(name).utf8.split(separator: UInt8(ascii: ",")) {
            let before = words.count
            for token in group.split(whereSeparator: Self.isSeparator) { add(Substring(token), to: &words, lists) }
            if words.count > before { groups += 1 }
        }
        hasSurnameBeforeComma = groups == 2
        let initials = words.count(where: \.isInitial)
        names = initials > 0 && words.count - initials >= 2 ? words.filter { !$0.isInitial } : words
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func add(_ token: Substring, to words: inout [NameWord], _ lists: NameLists) {
        let marks = lists[String(token)]
        if marks.contains(.several), !words.isEmpty || token.utf8.count > 1 {
            isSeveral = true
            return
        }
        if note(marks) { return }
        guard token.utf8.contains(UInt8(ascii: ".")) else {
            if let word = NameWord(token, lists: lists) { words.append(word) }
            return
        }
        if note(lists[token.filter { $0 != "." }]) { return }
        for piece in token.split(separator: ".") where !note(lists[String(piece)]) {
            if let word = NameWord(piece, lists: lists) { words.append(word) }
        }
    }

    /// Remembers what a title tells.
    ///
    /// - Parameter marks: What the lists say about a word.
    /// - Returns: Whether the word is a title.
    private mutating func note(_ marks: WordMarks) -> Bool {
        guard !marks.isDisjoint(with: .titles), marks.isDisjoint(with: .firstName) else { return false }
        let told: Gender? =
            marks.contains(.womanTitle) ? .woman : marks.contains(.manTitle) ? .man : nil
        if let told { title = title.map { $0 == told ? told : .unknown } ?? told }
        return true
    }
}

/// One word of a name, such as “Anna-Maria” or “Kowalska-Nowak”.
struct NameWord {
    /// The word, where no hyphen divides it.
    private let single: String
    /// The pieces between hyphens; empty where there are none.
    private let pieces: [String]
    /// What the lists say about the word, or about its first part where all of it are first names.
    let marks: WordMarks

    /// Nothing where the word has no letter.
    init?(_ text: Substring, lists: NameLists) {
        guard text.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return nil }
        guard text.utf8.contains(UInt8(ascii: "-")) else {
            self.init(part: String(text), lists: lists)
            return
        }
        let parts = text.split(separator: "-").map(String.init)
        guard parts.count > 1 else {
            self.init(part: parts.joined(), lists: lists)
            return
        }
        self.init(pieces: parts, lists: lists)
    }

    private init(part: String, lists: NameLists) {
        single = part
        pieces = []
        marks = lists[part]
    }

    private init(pieces: [String], lists: NameLists) {
        single = ""
        self.pieces = pieces
        let whole = lists[pieces.joined()]
        let each = pieces.map { NameWord(part: $0, lists: lists) }
        if !whole.isDisjoint(with: .firstName) {
            marks = whole
        } else if each.allSatisfy(\.isFirstName) {
            let gender = FirstNameRun(each).gender
            marks = gender == .woman ? .woman : gender == .man ? .man : .firstName
        } else {
            marks = each.contains(where: \.isKnownSurname) ? .surname : []
        }
    }

    /// The pieces between hyphens, or the word alone.
    var parts: [String] { pieces.isEmpty ? [single] : pieces }

    /// Whether the word is this one, without hyphens.
    func isJust(_ word: String) -> Bool { pieces.isEmpty && single == word }

    var isInitial: Bool { pieces.isEmpty && single.unicodeScalars.count == 1 }
    var isFirstName: Bool { !marks.isDisjoint(with: .firstName) }
    var isKnownSurname: Bool { marks.contains(.surname) }
}
