import Contacts

extension SampleCountry {
    /// A name as e-mail addresses spell it: in lower case, with plain letters, without apostrophes.
    static func spelling(of name: String) -> String {
        spellings[name] ?? makeSpelling(of: name)
    }

    /// The names of all countries: taking marks off each time would cost a quarter of a person.
    private static let spellings: [String: String] = {
        let countries = [poland, czechia, hungary, britain]
        let names = countries.flatMap { $0.men + $0.women + $0.families.flatMap { [$0.men, $0.women] } }
        return Dictionary(names.map { ($0, makeSpelling(of: $0)) }) { first, _ in first }
    }()

    private static func makeSpelling(of name: String) -> String {
        name.withoutDiacritics.lowercased().filter { $0 != "'" }
    }
}
