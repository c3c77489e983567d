/// What the grammar of surnames tells about the sex of who bears one.
///
/// The endings are those of words without diacritics, so that a name says the same with and without them. An ending that
/// surnames of both sexes share is not among them, however common it is in one.
struct SurnameEndings {
    /// An ending, and how long a word must be to have it.
    private struct Ending {
        let letters: [UInt8]
        let gender: Gender
        let minimum: Int

        init(_ letters: String, _ gender: Gender, _ minimum: Int) {
            self.letters = Array(letters.utf8)
            self.gender = gender
            self.minimum = minimum
        }
    }

    private let endings: [Ending]
    private let exceptions: Set<String>
    /// Whether an ending tells of a wife, whose first name may be her husband's, as in “Nagy Jánosné”.
    let marksWives: Bool

    init(_ country: NameCountry) {
        switch country {
        case .poland: self.init(Self.polish, except: Self.polishNouns, marksWives: false)
        case .hungary: self.init(Self.hungarian, except: Self.foreignSurnames, marksWives: true)
        case .czechia: self.init(Self.czech, except: Self.czechNouns, marksWives: false)
        }
    }

    private init(_ endings: [Ending], except exceptions: Set<String>, marksWives: Bool) {
        self.endings = endings
        self.exceptions = exceptions
        self.marksWives = marksWives
    }

    /// What the endings of a word tell.
    ///
    /// - Parameter word: A word that is no first name; the parts of a double surname may tell different things.
    /// - Returns: The sex, unknown where its parts contradict each other, or nothing where no part tells any.
    func gender(of word: NameWord) -> Gender? {
        var found: Gender?
        for part in word.parts {
            guard let told = gender(of: part) else { continue }
            found = found.map { $0 == told ? told : .unknown } ?? told
        }
        return found
    }

    private func gender(of part: String) -> Gender? {
        let bytes = part.utf8
        guard bytes.last.map(Self.lastLetters.contains) ?? false else { return nil }
        let match = endings.first {
            bytes.count >= $0.minimum && bytes.suffix($0.letters.count).elementsEqual($0.letters)
        }
        guard let match, !exceptions.contains(part) else { return nil }
        return match.gender
    }

    private static let lastLetters = Set("aeijy".utf8)

    /// “-ska” only behind a consonant or “ie”: Kluska and Laska are nouns that men bear too.
    private static let polish: [Ending] =
        [
            Ending("ieska", .woman, 7), Ending("icka", .woman, 6), Ending("ecka", .woman, 6), Ending("ocka", .woman, 6),
            Ending("ucka", .woman, 6), Ending("acka", .woman, 6), Ending("dzka", .woman, 6), Ending("owna", .woman, 7),
            Ending("owa", .woman, 6), Ending("ova", .woman, 6), Ending("ski", .man, 5), Ending("cki", .man, 6),
            Ending("dzki", .man, 6), Ending("skij", .man, 6), Ending("sky", .man, 6),
        ] + behindConsonants("ska", "bdjklmnprstwz")

    private static let polishNouns: Set = [
        "podkowa", "podkova", "dabrowa", "dombrowa", "bukowa", "ostrowa", "dubrowa", "grabowa", "lipowa",
        "olchowa", "brzozowa", "sosnowa", "odnowa", "budowa", "glogowa", "jaworowa", "polska", "placka",
    ]

    /// A married woman bears the name of her husband with “-né”.
    private static let hungarian = [Ending("ne", .woman, 5)]

    private static let foreignSurnames: Set = [
        "payne", "stone", "boone", "byrne", "wayne", "horne", "verne", "kline", "cline", "osborne", "browne",
        "greene", "thorne", "bourne", "hawthorne", "crane", "levine", "deane", "keane", "paine", "champagne",
        "sterne", "szene", "gyene", "csene", "tyrone",
    ]

    /// “-cká” is not among them, as it reads like Růžička without its diacritics.
    private static let czech: [Ending] =
        [
            Ending("ova", .woman, 5), Ending("owa", .woman, 6), Ending("sky", .man, 5), Ending("cky", .man, 5),
            Ending("zky", .man, 5), Ending("ski", .man, 5),
        ] + behindConsonants("ska", "jlnrvw")
        + adjectives.map { Ending($0 + "a", .woman, 0) } + adjectives.map { Ending($0 + "y", .man, 0) }

    private static func behindConsonants(_ ending: String, _ consonants: String) -> [Ending] {
        consonants.map { Ending(String($0) + ending, .woman, 6) }
    }

    /// Stems of adjectives that are surnames: Novotný and Novotná.
    private static let adjectives = [
        "novotn", "pokorn", "vesel", "stastn", "slavn", "cern", "tich", "dlouh", "sirok", "hrub", "such", "kratk",
        "hladk", "jasn", "slab", "smutn", "bohat", "chud", "mlad", "hork", "studen", "skaln", "vsetecn", "divok",
    ]

    private static let czechNouns: Set = [
        "podkova", "vdova",
    ]
}
