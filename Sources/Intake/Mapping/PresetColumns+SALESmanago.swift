import Contacts

extension PresetColumns {
    /// Exported contacts, with the names of the English and of the Polish version and those of the API.
    ///
    /// Columns beyond these are what the account keeps as standard details.
    static let salesmanago = PresetColumns(
        signature: [
            ["email", "Adres e-mail"],
            [
                "contactId", "optedOut", "optedOutPhone", "contactTags", "mainContactOwner", "Main owner",
                "Główny właściciel",
                "Właściciel główny", "smclient", "Status E-mail Marketing", "E-mail Marketing status",
                "Email Marketing status",
                "Scoring", "Contact scoring", "Scoring kontaktu", "Stan kontaktu", "Contact state", "Opt-in/Opt-out",
            ],
        ],
        sources: [
            Source(.email, ["email", "Adres e-mail"]),
            Source(.name, ["name", "Full name", "Nazwa", "Imię i nazwisko"], ["Nazwa kontaktu", "Contact name"]),
            Source(.firstName, ["First name", "Imię"]),
            Source(.lastName, ["Last name", "Nazwisko"]),
            Source(.phone, ["phone", "Phone number", "Telefon", "Numer telefonu"]),
            Source(.fax, ["fax", "Faks"]),
            Source(.company, ["company", "Firma"], ["Company name", "Nazwa firmy"]),
            Source(.street, ["streetAddress", "Street", "Ulica"], ["Address", "Adres"]),
            Source(.postalCode, ["zipCode", "Postal code", "Zip", "Kod pocztowy"]),
            Source(.city, ["city", "Miasto", "Miejscowość"]),
            Source(.province, ["province", "Województwo", "Prowincja"], ["Region"]),
            Source(.country, ["country", "Kraj"]),
            Source(
                .birthday,
                ["birthday", "Day of birth", "Date of birth", "Data urodzenia", "Dzień urodzin", "Urodziny"]
            ),
            Source(.externalID, ["externalId", "Identyfikator zewnętrzny", "Zewnętrzne ID"]),
            Source(.position, ["position", "Stanowisko"]),
            Source(.department, ["department", "Dział"]),
            Source(.tags, ["tags", "Tagi", "contactTags"]),
            Source(.score, ["score", "Scoring", "Contact scoring", "Scoring kontaktu"]),
            Source(.state, ["state", "Contact state", "Stan", "Stan kontaktu"]),
            Source(
                .emailStatus,
                ["E-mail Marketing status", "Status E-mail Marketing"],
                ["Opt-in/Opt-out", "optIn"],
                ["Status"]
            ),
            Source(.emailOptOut, ["optedOut", "optOut"]),
            Source(.invalid, ["invalid", "Błędny", "Niepoprawny"]),
            Source(.mobileStatus, ["Mobile Marketing status", "Status Mobile Marketing"], ["optInPhone"]),
            Source(.mobileOptOut, ["optedOutPhone", "optOutPhone"]),
            Source(.monitored, ["monitored", "Monitorowany"]),
            Source(.created, ["createdOn", "Created", "Creation date", "Data utworzenia", "Data dodania"]),
        ],
        useless: [
            "contactId", "id", "smclient", "modifiedOn", "Modified", "Data modyfikacji", "lastVisit", "Last visit",
            "Ostatnia wizyta", "deleted", "birthdayYear", "birthdayMonth", "birthdayDay",
        ],
        unknown: .details(
            except: [
                "mainContactOwner", "Main owner", "Owner", "Owners", "Właściciel", "Właściciele", "Główny właściciel",
                "Właściciel główny",
            ]
        )
    )
}
