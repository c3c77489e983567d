import Contacts
import Intake

extension ExportSample {
    /// 2024-05-14T09:30:00Z.
    private static let may: Int64 = 1_715_679_000_000

    static let salesmanago = ExportSample(
        preset: .salesmanago,
        separator: ";",
        header: [
            "contactId", "email", "name", "phone", "city", "state", "score", "optedOut", "optedOutPhone", "createdOn",
            "contactTags", "shoe_size",
        ],
        emailColumn: "email",
        mistakes: [
            ("createdOn", "31.02.2026"), ("score", "many"), ("optedOut", "perhaps"), ("state", "strange"),
            ("contactTags", long), ("city", long),
        ],
        row: { index in
            [
                "c\(index)", email(index), "Anna Kowalska \(index)", "600\(index)", "Kraków", "CUSTOMER", "\(index)",
                isOut(index) ? "true" : "false", "false", "\(may + Int64(index))", "VIP (5),NEWSLETTER", "38",
            ]
        },
        expected: { index in
            Expected(
                name: "Anna Kowalska \(index)",
                fields: [.phone: "600\(index)", .city: "Kraków"],
                tags: ["VIP": 5, "NEWSLETTER": 1],
                details: ["shoe_size": "38"],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                mobileStatus: .optedIn,
                state: .customer,
                score: Int64(index),
                createdAt: may + Int64(index)
            )
        }
    )

    static let mailchimp = ExportSample(
        preset: .mailchimp,
        separator: ",",
        header: [
            "Email Address", "First Name", "Last Name", "Phone Number", "Birthday", "Shoe size", "MEMBER_RATING",
            "OPTIN_TIME", "LEID", "EUID", "TAGS", "UNSUB_TIME", "CLEAN_TIME",
        ],
        emailColumn: "Email Address",
        mistakes: [
            ("OPTIN_TIME", "2024-13-45"), ("Birthday", "14/14"), ("UNSUB_TIME", "perhaps"), ("Phone Number", long),
            ("TAGS", long), ("CLEAN_TIME", "soon"),
        ],
        row: { index in
            [
                email(index), "Emily", "O'Brien \(index)", "\(index)", "05/14", "38", "4", "2024-05-14 09:30:00", "1",
                "x", "\"VIP\",\"Spring 2026\"", isOut(index) ? "2025-01-02 03:04:05" : "",
                index.isMultiple(of: 11) ? "2025-01-02 03:04:05" : "",
            ]
        },
        expected: { index in
            Expected(
                name: "Emily O'Brien \(index)",
                fields: [.phone: "\(index)", .birthday: "--05-14"],
                tags: ["VIP": 1, "SPRING_2026": 1],
                details: ["Shoe size": "38", "MEMBER_RATING": "4"],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                isInvalid: index.isMultiple(of: 11),
                createdAt: may
            )
        }
    )

    static let hubspot = ExportSample(
        preset: .hubspot,
        separator: ",",
        header: [
            "Record ID", "First Name", "Last Name", "Email", "Phone Number", "City", "Lifecycle Stage", "HubSpot Score",
            "Create Date", "Unsubscribed from all email", "Contact owner",
        ],
        emailColumn: "Email",
        mistakes: [
            ("Create Date", "02/30/2024"), ("HubSpot Score", "many"), ("Unsubscribed from all email", "perhaps"),
            ("Lifecycle Stage", "strange"), ("City", long),
        ],
        row: { index in
            [
                "\(index)", "Jack", "Smith", email(index), "", "Leeds", "Customer", "\(index).0", "2024-05-14 09:30",
                isOut(index) ? "true" : "false", "Bob",
            ]
        },
        expected: { index in
            Expected(
                name: "Jack Smith",
                fields: [.externalID: "\(index)", .city: "Leeds"],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                state: .customer,
                score: Int64(index),
                createdAt: may
            )
        }
    )

    static let mautic = ExportSample(
        preset: .mautic,
        separator: ",",
        header: [
            "id", "date_added", "points", "firstname", "lastname", "company", "email", "phone", "city", "tags",
            "preferred_locale", "doNotEmail",
        ],
        emailColumn: "email",
        mistakes: [
            ("date_added", "yesterday"), ("points", "many"), ("doNotEmail", "perhaps"), ("company", long),
            ("tags", long),
        ],
        row: { index in
            [
                "\(index)", "2024-05-14 09:30:00", "\(index)", "Petr", "Novák", "Papír, s.r.o.", email(index), "",
                "Brno", "vip|jaro 2026", "cs_CZ", isOut(index) ? "1" : "0",
            ]
        },
        expected: { index in
            Expected(
                name: "Petr Novák",
                fields: [.company: "Papír, s.r.o.", .city: "Brno", .externalID: "\(index)"],
                tags: ["VIP": 1, "JARO_2026": 1],
                details: ["preferred_locale": "cs_CZ"],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                score: Int64(index),
                createdAt: may
            )
        }
    )
}
