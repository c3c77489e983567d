import Contacts
import Intake
import TestSupport
import Testing

/// Files of each product with people of every status: nobody who said no is opted in.
struct ConsentShapeTests {
    @Test(arguments: ConsentShape.all)
    func `every status of a product is read`(shape: ConsentShape) throws {
        let file = try ImportedText(shape.text)
        #expect(file.preset == shape.preset)
        #expect(file.rejections.isEmpty, "\(file.rejections.map(\.message))")
        let said = file.rows.map { (String($0.email.text.prefix { $0 != "@" }), ConsentShape.says($0)) }
        #expect(Dictionary(uniqueKeysWithValues: said) == shape.people)
    }

    @Test(arguments: StoreKind.available)
    func `who said no is opted out in the base, whatever the import says`(kind: StoreKind) async throws {
        for consent in ImportOptions.Consent.allCases {
            for shape in ConsentShape.all {
                try await ImportWorld.with(kind) { world in
                    try await world.take(shape.text, ImportOptions(consent: consent))
                    for (name, said) in shape.people {
                        let contact = try #require(try await world.card("\(name)@example.com")).contact
                        if said.hasPrefix("out") {
                            #expect(contact.emailStatus == .optedOut, "\(shape.product) \(name) \(consent)")
                        }
                        #expect(contact.isInvalid == said.hasSuffix("+i"), "\(shape.product) \(name)")
                    }
                }
            }
        }
    }

    @Test func `a preset is not chosen against a column that it does not know`() throws {
        // The columns of SALESmanago are there, and one that it does not have.
        #expect(throws: MappingError.unexplainedConsent([ConsentColumn(name: "mail_suppressed", position: 3)])) {
            try ColumnMapping(header: ["email", "contactId", "mail_suppressed"])
        }
        let brevo = try ColumnMapping(header: ["CONTACT ID", "EMAIL", "EMAIL_BLOCKLISTED"])
        #expect(brevo.preset == .brevo)
        #expect(brevo.recognisedBy == ["EMAIL", "EMAIL_BLOCKLISTED"])
        let explained = try ColumnMapping(
            header: ["email", "contactId", "mail_suppressed"],
            overrides: [("mail_suppressed", .emailOptOut)]
        )
        #expect(explained.preset == .salesmanago)
    }
}
