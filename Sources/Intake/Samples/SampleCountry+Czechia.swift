extension SampleCountry {
    static let czechia = SampleCountry(
        code: "CZ",
        language: "cs",
        order: .givenFirst,
        men: [
            "Antonín", "David", "Filip", "Jakub", "Jan", "Jaroslav", "Jiří", "Josef", "Lukáš", "Marek", "Martin",
            "Ondřej",
            "Pavel", "Petr", "Tomáš", "Václav", "Vojtěch", "Zdeněk",
        ],
        women: [
            "Adéla", "Anna", "Eliška", "Eva", "Hana", "Jana", "Kateřina", "Lenka", "Lucie", "Marie", "Markéta", "Petra",
            "Tereza", "Věra", "Veronika", "Zuzana", "Žofie", "Šárka",
        ],
        families: [
            .init("Novák", "Nováková"), .init("Svoboda", "Svobodová"), .init("Novotný", "Novotná"),
            .init("Dvořák", "Dvořáková"), .init("Černý", "Černá"), .init("Procházka", "Procházková"),
            .init("Kučera", "Kučerová"), .init("Veselý", "Veselá"), .init("Horák", "Horáková"),
            .init("Němec", "Němcová"),
            .init("Pokorný", "Pokorná"), .init("Marek", "Marková"), .init("Růžička", "Růžičková"),
            .init("Beneš", "Benešová"), .init("Fiala", "Fialová"), .init("Sedláček", "Sedláčková"),
            .init("Šimek", "Šimková"), .init("Žák", "Žáková"),
        ],
        cities: [
            .init(name: "Praha", postalCode: "110 00"), .init(name: "Brno", postalCode: "602 00"),
            .init(name: "Ostrava", postalCode: "702 00"), .init(name: "Plzeň", postalCode: "301 00"),
            .init(name: "Liberec", postalCode: "460 01"), .init(name: "Olomouc", postalCode: "779 00"),
            .init(name: "České Budějovice", postalCode: "370 01"),
        ],
        streets: ["Lipová", "Dlouhá", "Zahradní", "Školní", "Krátká", "Nádražní", "Polní"],
        phone: "+420 7## 000 ###",
        mailDomain: "posta.example.org"
    )
}
