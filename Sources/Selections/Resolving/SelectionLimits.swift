import Contacts

/// How much a selection may ask for, with its saved segments written out.
///
/// Within these a cold count of a million contacts ends in seconds; without them a single question could keep a
/// database busy for minutes.
enum SelectionLimits {
    /// The most elementary conditions.
    static let criteria = 1_000
    /// The most entries of all lists together, as in `email in (…)`.
    static let listEntries = 100_000
    /// The longest phrase or value, in characters: the longest value that a contact can have.
    static let phraseLength = 1_024
    /// The most bytes of all phrases behind `~` and `starts` together.
    static let phraseBytes = 100_000
}

/// How much a condition asks for.
struct SelectionSize {
    private(set) var criteria = 0
    private(set) var listEntries = 0
    private(set) var phraseBytes = 0

    /// Adds a condition, without what the segments that it names ask for.
    ///
    /// - Throws: `SelectionError` as soon as a limit is exceeded.
    mutating func add(_ criterion: Criterion) throws(SelectionError) {
        switch criterion {
        case .all, .segment: try count()
        case .leaf(let leaf):
            try count()
            try add(leaf)
        case .not(let part): try add(part)
        case .and(let parts), .or(let parts):
            for part in parts { try add(part) }
        }
    }

    private mutating func count() throws(SelectionError) {
        criteria += 1
        guard criteria <= SelectionLimits.criteria else {
            throw .tooManyCriteria(limit: SelectionLimits.criteria)
        }
    }

    private mutating func add(_ leaf: Leaf) throws(SelectionError) {
        switch leaf {
        case .text(_, .isOneOf(let texts)), .detail(_, .isOneOf(let texts)), .owner(_, .isOneOf(let texts)),
            .funnel(_, .isOneOf(let texts)):
            try addList(texts.count)
            for text in texts { try checkLength(text) }
        case .tag(let names, _): try addList(names.count)
        case .state(let states): try addList(states.count)
        case .text(_, .contains(let phrase)), .text(_, .starts(let phrase)), .detail(_, .contains(let phrase)):
            try checkLength(phrase)
            phraseBytes += phrase.utf8.count
            guard phraseBytes <= SelectionLimits.phraseBytes else {
                throw .phrasesTooLong(limit: SelectionLimits.phraseBytes)
            }
        case .text(_, .exists), .detail(_, .exists), .detail(_, .range), .owner(_, .exists), .funnel(_, .exists),
            .tagScore, .emailStatus, .mobileStatus, .invalid, .monitored, .removed, .score, .date, .coupon, .automation:
            break
        }
    }

    private mutating func addList(_ count: Int) throws(SelectionError) {
        listEntries += count
        guard listEntries <= SelectionLimits.listEntries else {
            throw .listsTooLong(limit: SelectionLimits.listEntries)
        }
    }

    private func checkLength(_ text: String) throws(SelectionError) {
        // A character has at least one byte, so that most texts need not be counted.
        guard text.utf8.count > SelectionLimits.phraseLength, text.count > SelectionLimits.phraseLength else { return }
        throw .phraseTooLong(actual: text.count, limit: SelectionLimits.phraseLength)
    }
}
