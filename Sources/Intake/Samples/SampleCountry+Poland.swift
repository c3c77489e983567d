extension SampleCountry {
    static let poland = SampleCountry(
        code: "PL",
        language: "pl",
        order: .givenFirst,
        men: [
            "Adam", "Andrzej", "Bartosz", "Dawid", "Grzegorz", "Jakub", "Jan", "Kacper", "Krzysztof", "Łukasz",
            "Maciej",
            "Marcin", "Michał", "Paweł", "Piotr", "Rafał", "Stanisław", "Tomasz", "Wojciech", "Zbigniew",
        ],
        women: [
            "Agnieszka", "Aleksandra", "Anna", "Barbara", "Beata", "Dorota", "Ewa", "Joanna", "Julia", "Karolina",
            "Katarzyna", "Magdalena", "Małgorzata", "Maria", "Monika", "Natalia", "Patrycja", "Wiktoria", "Zofia",
            "Żaneta",
        ],
        families: [
            .init("Kowalski", "Kowalska"), .init("Wiśniewski", "Wiśniewska"), .init("Kamiński", "Kamińska"),
            .init("Lewandowski", "Lewandowska"), .init("Zieliński", "Zielińska"), .init("Szymański", "Szymańska"),
            .init("Dąbrowski", "Dąbrowska"), .init("Kozłowski", "Kozłowska"), .init("Jankowski", "Jankowska"),
            .init("Nowicki", "Nowicka"), .init("Sawicki", "Sawicka"), .init("Górski", "Górska"), .init("Nowak"),
            .init("Wójcik"), .init("Mazur"), .init("Krawczyk"), .init("Kaczmarek"), .init("Zając"), .init("Król"),
            .init("Wróbel"), .init("Stępień"), .init("Pawlak"), .init("Sikora"), .init("Gołąb"),
        ],
        cities: [
            .init(name: "Warszawa", postalCode: "00-950"), .init(name: "Kraków", postalCode: "30-960"),
            .init(name: "Łódź", postalCode: "90-950"), .init(name: "Wrocław", postalCode: "50-950"),
            .init(name: "Poznań", postalCode: "60-967"), .init(name: "Gdańsk", postalCode: "80-958"),
            .init(name: "Szczecin", postalCode: "70-952"), .init(name: "Lublin", postalCode: "20-950"),
            .init(name: "Białystok", postalCode: "15-950"), .init(name: "Rzeszów", postalCode: "35-959"),
        ],
        streets: ["Lipowa", "Długa", "Polna", "Słoneczna", "Krótka", "Ogrodowa", "Leśna", "Szkolna"],
        phone: "+48 6## 000 ###",
        mailDomain: "poczta.example.org"
    )
}
