/// What names, places and numbers look like in one country.
struct SampleCountry: Sendable {
    /// How people write a full name.
    enum NameOrder: Sendable {
        case givenFirst
        case familyFirst
    }

    struct City: Sendable {
        let name: String
        let postalCode: String
    }

    /// A family name as men and as women bear it.
    struct FamilyName: Sendable {
        let men: String
        let women: String

        init(_ men: String, _ women: String? = nil) {
            self.men = men
            self.women = women ?? men
        }
    }

    let code: String
    let language: String
    let order: NameOrder
    let men: [String]
    let women: [String]
    let families: [FamilyName]
    let cities: [City]
    let streets: [String]
    /// A phone number with `#` for each random digit.
    let phone: String
    let mailDomain: String
}
