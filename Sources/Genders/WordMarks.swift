/// What the lists of one country say about a word.
struct WordMarks: OptionSet {
    let rawValue: UInt8

    /// A first name of women.
    static let woman = WordMarks(rawValue: 1)
    /// A first name of men.
    static let man = WordMarks(rawValue: 2)
    /// A surname that many bear, which a first name may be as well.
    static let surname = WordMarks(rawValue: 4)
    /// A title or another addition that is no name.
    static let title = WordMarks(rawValue: 8)
    /// A title that only women bear, such as “Pani”.
    static let womanTitle = WordMarks(rawValue: 16)
    /// A title that only men bear, such as “Pan”.
    static let manTitle = WordMarks(rawValue: 32)
    /// A word between the names of several people, or that names a family.
    static let several = WordMarks(rawValue: 64)

    static let titles: WordMarks = [.title, .womanTitle, .manTitle]
    static let firstName: WordMarks = [.woman, .man]

    /// The sex of those who bear the first name; unknown also for a name of both.
    var gender: Gender {
        switch intersection(.firstName) {
        case .woman: .woman
        case .man: .man
        default: .unknown
        }
    }
}
