import Contacts

extension PresetColumns {
    /// Any other file: the words of this program, and common names in English, Polish, Czech and Hungarian.
    ///
    /// `Kraj` is a country in Polish and a region in Czech: where another column is the country, it is the region.
    static let generic = PresetColumns(
        signature: [],
        sources: people + places + marketing,
        useless: [],
        unknown: .leftOut
    )

    private static let people: [Source] = [
        Source(
            .email,
            [
                "email", "email address", "mail", "adres email", "adres poczty elektronicznej", "poczta",
                "emailova adresa",
                "adresa elektronické pošty", "email cím", "e-mail címe", "emailcím",
            ]
        ),
        Source(
            .name,
            [
                "name", "full name", "fullname", "contact name", "imię i nazwisko", "nazwisko i imię", "nazwa",
                "jméno a příjmení", "příjmení a jméno", "celé jméno", "teljes név", "név", "név (teljes)",
            ]
        ),
        Source(
            .firstName,
            [
                "first name", "firstname", "given name", "forename", "imię", "jméno", "křestní jméno", "keresztnév",
                "utónév",
            ]
        ),
        Source(
            .lastName,
            ["last name", "lastname", "surname", "family name", "nazwisko", "příjmení", "vezetéknév", "családnév"]
        ),
        Source(
            .phone,
            [
                "phone", "phone number", "telephone", "tel", "telefon", "numer telefonu", "nr telefonu",
                "telefonní číslo", "telefonszám",
            ],
            [
                "mobile", "mobile phone", "mobile number", "mobil", "komórka", "telefon komórkowy", "mobilní telefon",
                "mobiltelefon", "mobilszám", "cell", "cell phone", "gsm",
            ]
        ),
        Source(.fax, ["fax", "fax number", "faks", "numer faksu"]),
        Source(
            .company,
            [
                "company", "company name", "organization", "organisation", "firma", "nazwa firmy", "společnost",
                "název firmy", "cég", "cégnév",
            ]
        ),
        Source(.position, ["position", "job title", "stanowisko", "pozice", "funkce", "beosztás", "munkakör"]),
        Source(.department, ["department", "dział", "oddělení", "osztály", "részleg"]),
        Source(
            .birthday,
            [
                "birthday", "birthdate", "birth date", "date of birth", "dob", "data urodzenia", "urodziny",
                "datum narození", "narozeniny", "születési dátum", "születésnap",
            ]
        ),
        Source(
            .externalID,
            [
                "external id", "externalid", "customer id", "identyfikator zewnętrzny", "id klienta", "externí id",
                "id zákazníka", "külső azonosító", "ügyfélazonosító",
            ]
        ),
    ]

    private static let places: [Source] = [
        Source(
            .street,
            ["street", "street address", "ulica", "ulice", "utca"],
            ["address", "adres", "adresa", "cím"]
        ),
        Source(
            .postalCode,
            [
                "postal code", "postalcode", "postcode", "zip", "zip code", "kod pocztowy", "kod", "psč",
                "poštovní směrovací číslo", "irányítószám",
            ]
        ),
        Source(.city, ["city", "town", "miasto", "miejscowość", "město", "obec", "város", "település"]),
        Source(.country, ["country", "państwo", "země", "stát", "ország"], ["kraj"]),
        Source(.province, ["province", "region", "county", "województwo", "megye"], ["kraj"]),
    ]

    private static let marketing: [Source] = [
        Source(.tags, ["tags", "tag", "labels", "tagi", "etykiety", "tagy", "štítky", "címkék", "címke"]),
        Source(.score, ["score", "scoring", "points", "punkty", "punktacja", "body", "skóre", "pontszám", "pontok"]),
        Source(.state, ["state", "contact state", "stan", "stan kontaktu", "stav", "stav kontaktu", "állapot"]),
        Source(
            .emailStatus,
            [
                "email status", "email marketing status", "status email", "email consent", "zgoda email",
                "status email marketing",
            ],
            [
                "status", "opt in", "optin", "subscribed", "newsletter", "zgoda", "zgoda marketingowa", "souhlas",
                "státusz", "hozzájárulás", "feliratkozott",
            ]
        ),
        Source(
            .emailOptOut,
            [
                "email opt out", "opt out", "optout", "opted out", "unsubscribed", "unsubscribed at", "unsubscribed on",
                "unsubscribe date", "unsubscribed date", "opt out date", "opted out at", "email unsubscribed",
                "wypisany",
                "odhlášen", "leiratkozott", "abgemeldet",
            ]
        ),
        Source(.invalid, ["invalid", "bounced", "hard bounce", "błędny", "niepoprawny", "neplatný", "érvénytelen"]),
        Source(
            .mobileStatus,
            [
                "mobile status", "mobile marketing status", "sms status", "sms consent", "zgoda sms", "souhlas sms",
                "sms hozzájárulás",
            ]
        ),
        Source(.mobileOptOut, ["mobile opt out", "sms opt out", "opted out phone"]),
        Source(.monitored, ["monitored", "monitorowany", "monitorován", "monitorovaný", "megfigyelt"]),
        Source(
            .created,
            [
                "created", "created at", "created on", "creation date", "date added", "signup date", "data utworzenia",
                "data dodania", "utworzono", "vytvořeno", "datum vytvoření", "létrehozva", "létrehozás dátuma",
            ]
        ),
    ]
}
