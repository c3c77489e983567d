extension SampleCountry {
    static let hungary = SampleCountry(
        code: "HU",
        language: "hu",
        order: .familyFirst,
        men: [
            "Ádám", "András", "Attila", "Balázs", "Bence", "Csaba", "Dániel", "Ferenc", "Gábor", "György", "István",
            "János",
            "József", "László", "Máté", "Péter", "Tamás", "Zoltán",
        ],
        women: [
            "Ágnes", "Anikó", "Anna", "Erzsébet", "Éva", "Hanna", "Ildikó", "Judit", "Katalin", "Krisztina", "Lilla",
            "Mária", "Mónika", "Nóra", "Réka", "Szilvia", "Virág", "Zsófia",
        ],
        families: [
            .init("Nagy"), .init("Kovács"), .init("Tóth"), .init("Szabó"), .init("Horváth"), .init("Varga"),
            .init("Kiss"),
            .init("Molnár"), .init("Németh"), .init("Farkas"), .init("Balogh"), .init("Papp"), .init("Lakatos"),
            .init("Takács"), .init("Juhász"), .init("Mészáros"), .init("Simon"), .init("Fekete"), .init("Szűcs"),
        ],
        cities: [
            .init(name: "Budapest", postalCode: "1051"), .init(name: "Debrecen", postalCode: "4024"),
            .init(name: "Szeged", postalCode: "6720"), .init(name: "Miskolc", postalCode: "3525"),
            .init(name: "Pécs", postalCode: "7621"), .init(name: "Győr", postalCode: "9021"),
            .init(name: "Székesfehérvár", postalCode: "8000"),
        ],
        streets: ["Kossuth utca", "Petőfi utca", "Fő utca", "Rákóczi út", "Ady Endre utca", "Dózsa György út"],
        phone: "+36 20 000 ####",
        mailDomain: "posta.example.net"
    )
}
