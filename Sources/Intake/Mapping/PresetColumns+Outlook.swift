import Contacts

extension PresetColumns {
    /// The export of contacts of Outlook, in English, German and Polish.
    static let outlook = PresetColumns(
        signature: [
            ["E-mail Address", "E-Mail-Adresse", "Adres e-mail"],
            [
                "Home Street", "Business Street", "Business Phone", "Home Phone", "E-mail 2 Address",
                "E-mail Display Name",
                "Straße privat", "Straße geschäftlich", "Telefon geschäftlich", "E-Mail 2: Adresse",
                "Ulica (adres domowy)",
                "Ulica (adres służbowy)", "Adres służbowy - ulica", "Adres domowy - ulica", "Telefon służbowy",
                "Telefon (praca)", "Adres e-mail 2",
            ],
        ],
        sources: [
            Source(.email, ["E-mail Address", "E-Mail-Adresse", "Adres e-mail"], ["email"]),
            Source(.firstName, ["First Name", "Vorname", "Imię"]),
            Source(.lastName, ["Last Name", "Nachname", "Nazwisko"]),
            Source(
                .phone,
                ["Mobile Phone", "Mobiltelefon", "Telefon komórkowy"],
                ["Primary Phone", "Haupttelefon", "Telefon podstawowy"],
                ["Business Phone", "Telefon geschäftlich", "Telefon służbowy", "Telefon (praca)"],
                ["Home Phone", "Telefon privat", "Telefon domowy", "Telefon (dom)"]
            ),
            Source(
                .fax,
                ["Business Fax", "Fax geschäftlich", "Faks służbowy"],
                ["Home Fax", "Fax privat", "Faks domowy"]
            ),
            Source(.company, ["Company", "Firma"]),
            Source(.position, ["Job Title", "Position", "Stanowisko"]),
            Source(.department, ["Department", "Abteilung", "Dział"]),
            Source(
                .street,
                ["Business Street", "Straße geschäftlich", "Ulica (adres służbowy)", "Adres służbowy - ulica"],
                ["Home Street", "Straße privat", "Ulica (adres domowy)", "Adres domowy - ulica"]
            ),
            Source(
                .city,
                [
                    "Business City", "Ort geschäftlich", "Miejscowość (adres służbowy)", "Miasto (adres służbowy)",
                    "Adres służbowy - miejscowość", "Adres służbowy - miasto",
                ],
                [
                    "Home City", "Ort privat", "Miejscowość (adres domowy)", "Miasto (adres domowy)",
                    "Adres domowy - miejscowość", "Adres domowy - miasto",
                ]
            ),
            Source(
                .province,
                [
                    "Business State", "Region geschäftlich", "Bundesland/Kanton geschäftlich",
                    "Województwo (adres służbowy)",
                    "Adres służbowy - województwo",
                ],
                [
                    "Home State", "Region privat", "Bundesland/Kanton privat", "Województwo (adres domowy)",
                    "Adres domowy - województwo",
                ]
            ),
            Source(
                .postalCode,
                [
                    "Business Postal Code", "Postleitzahl geschäftlich", "Kod pocztowy (adres służbowy)",
                    "Adres służbowy - kod pocztowy",
                ],
                [
                    "Home Postal Code", "Postleitzahl privat", "Kod pocztowy (adres domowy)",
                    "Adres domowy - kod pocztowy",
                ]
            ),
            Source(
                .country,
                [
                    "Business Country/Region", "Business Country", "Land/Region geschäftlich", "Land geschäftlich",
                    "Kraj/region (adres służbowy)", "Kraj (adres służbowy)", "Adres służbowy - kraj/region",
                ],
                [
                    "Home Country/Region", "Home Country", "Land/Region privat", "Land privat",
                    "Kraj/region (adres domowy)", "Kraj (adres domowy)", "Adres domowy - kraj/region",
                ]
            ),
            Source(.birthday, ["Birthday", "Geburtstag", "Urodziny", "Data urodzenia"]),
            Source(.tags, ["Categories", "Kategorien", "Kategorie"]),
        ],
        unknown: .leftOut
    )
}
