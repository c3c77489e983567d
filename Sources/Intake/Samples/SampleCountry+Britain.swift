extension SampleCountry {
    /// Phone numbers are of the range that the regulator keeps free for drama.
    static let britain = SampleCountry(
        code: "GB",
        language: "en",
        order: .givenFirst,
        men: [
            "Alfie", "Arthur", "Charlie", "Daniel", "Edward", "George", "Harry", "Jack", "James", "John", "Joseph",
            "Liam",
            "Oliver", "Oscar", "Peter", "Samuel", "Thomas", "William",
        ],
        women: [
            "Alice", "Amelia", "Ava", "Charlotte", "Emily", "Emma", "Evie", "Florence", "Grace", "Isla", "Jane", "Lily",
            "Mary", "Olivia", "Poppy", "Sophie", "Victoria", "Zoë",
        ],
        families: [
            .init("Smith"), .init("Jones"), .init("Taylor"), .init("Brown"), .init("Williams"), .init("Wilson"),
            .init("Johnson"), .init("Davies"), .init("Robinson"), .init("Wright"), .init("Thompson"), .init("Evans"),
            .init("Walker"), .init("White"), .init("Roberts"), .init("Green"), .init("Hall"), .init("O'Neill"),
            .init("Clarke"), .init("Baker-Hughes"),
        ],
        cities: [
            .init(name: "London", postalCode: "EC1A 1AA"), .init(name: "Manchester", postalCode: "M1 1AA"),
            .init(name: "Leeds", postalCode: "LS1 1AA"), .init(name: "Bristol", postalCode: "BS1 1AA"),
            .init(name: "Glasgow", postalCode: "G1 1AA"), .init(name: "Cardiff", postalCode: "CF10 1AA"),
        ],
        streets: ["High Street", "Station Road", "Church Lane", "Park Avenue", "Mill Road", "Victoria Road"],
        phone: "+44 7700 900###",
        mailDomain: "mail.example.com"
    )
}
