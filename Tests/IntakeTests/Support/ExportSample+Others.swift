import Contacts
import Intake

extension ExportSample {
    static let listmonk = ExportSample(
        preset: .listmonk,
        separator: ",",
        header: ["uuid", "email", "name", "attributes", "status", "created_at"],
        emailColumn: "email",
        mistakes: [
            ("created_at", "yesterday"), ("status", "perhaps"), ("attributes", "[1, 2"), ("name", long),
        ],
        row: { index in
            [
                "u\(index)", email(index), "Réka \(index)", "{\"city\": \"Győr\", \"size\": \(index)}",
                isOut(index) ? "blocklisted" : "enabled", "2024-05-14T09:30:00Z",
            ]
        },
        expected: { index in
            Expected(
                name: "Réka \(index)",
                fields: [.externalID: "u\(index)"],
                details: ["city": "Győr", "size": "\(index)"],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                createdAt: 1_715_679_000_000
            )
        }
    )

    static let googleContacts = ExportSample(
        preset: .googleContacts,
        separator: ",",
        header: [
            "First Name", "Last Name", "Organization Name", "Birthday", "Labels", "E-mail 1 - Label",
            "E-mail 1 - Value", "Phone 1 - Value", "Address 1 - City",
        ],
        emailColumn: "E-mail 1 - Value",
        mistakes: [("Birthday", "1985-02-31"), ("Labels", long), ("Organization Name", long)],
        row: { index in
            [
                "Réka", "Nagy \(index)", "Bolt Kft.", "1985-05-14", "Shop ::: * myContacts", "* Work",
                "\(email(index)) ::: other\(index)@example.com", "+36 20 \(index)", "Győr",
            ]
        },
        expected: { index in
            Expected(
                name: "Réka Nagy \(index)",
                fields: [
                    .company: "Bolt Kft.", .birthday: "1985-05-14", .phone: "+36 20 \(index)", .city: "Győr",
                ],
                tags: ["SHOP": 1]
            )
        }
    )

    static let generic = ExportSample(
        preset: .generic,
        separator: "\t",
        header: ["E-mail", "Imię", "Nazwisko", "Miasto", "Tagi", "Punkty", "Zgoda", "Data dodania"],
        emailColumn: "E-mail",
        mistakes: [
            ("Data dodania", "31.02.2026"), ("Punkty", "dużo"), ("Zgoda", "może"), ("Miasto", long), ("Tagi", long),
        ],
        row: { index in
            [
                email(index), "Łukasz", "Żółć", "Łódź", "VIP; LOYAL (3)", "\(index)", isOut(index) ? "nie" : "tak",
                "14.05.2024 09:30",
            ]
        },
        expected: { index in
            Expected(
                name: "Łukasz Żółć",
                fields: [.city: "Łódź"],
                tags: ["VIP": 1, "LOYAL": 3],
                emailStatus: isOut(index) ? .optedOut : .optedIn,
                score: Int64(index),
                createdAt: 1_715_679_000_000
            )
        }
    )
}
