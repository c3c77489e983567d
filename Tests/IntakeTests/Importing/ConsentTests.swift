import Contacts
import Foundation
import Intake
import Storage
import TestSupport
import Testing

/// What an import may do to consent.
struct ConsentTests {
    private static let header = "email,email-status,invalid,mobile-status\n"

    /// Somebody who opted out, somebody whose address bounced, and somebody who is in.
    private func begin(_ world: ImportWorld) async throws {
        try await world.take(
            Self.header
                + "out@example.com,opted-out,no,opted-out\nbroken@example.com,opted-in,yes,opted-in\n"
                + "in@example.com,opted-in,no,opted-in\n"
        )
    }

    @Test(arguments: StoreKind.available)
    func `new contacts are opted in to e-mail and out of text messages`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,email-status\na@example.com,\nb@example.com,opted-out\n")
            let first = try #require(try await world.card("a@example.com")).contact
            #expect(first.emailStatus == .optedIn)
            #expect(first.mobileStatus == .optedOut)
            #expect(first.state == .prospect)
            #expect(try await world.card("b@example.com")?.contact.emailStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the consent record names the line of the file`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await begin(world)
            try await world.take(
                Self.header
                    + "new@example.com,,,\nin@example.com,opted-out,no,\nout@example.com,opted-out,no,\n"
                    + "new@example.com,opted-out,,\n"
            )
            let found = try await world.database.read { connection in
                try ["in@example.com", "out@example.com", "new@example.com"].map { email in
                    let number = try #require(try ContactReader(connection).number(of: try EmailAddress(email)))
                    return try ConsentRecord(connection).entries(of: number, visibleTo: .operator)
                }
            }
            // The last file first, then the one that made the contact.
            #expect(found.map { $0.map(\.evidence?.line) } == [[3, 4, 4], [2, 2], [5, 5]])
            #expect(found[0].first?.cause.kind == .import && found[0].first?.verdict == .withdrawn)
        }
    }

    @Test(arguments: StoreKind.available, [1, 2, 100])
    func `overwrite does not take a later row's silence for consent`(kind: StoreKind, rowsPerBatch: Int) async throws {
        try await ImportWorld.with(kind) { world in
            try await begin(world)
            let file =
                Self.header + "in@example.com,opted-out,yes,\nnew@example.com,opted-out,yes,\nout@example.com,,,\n"
                + "IN@example.com,,,\nnew@example.com,,,\n"
            for _ in 1...2 {
                try await world.take(file, ImportOptions(consent: .overwrite), rowsPerBatch: rowsPerBatch)
                for email in ["in@example.com", "new@example.com"] {
                    let contact = try await world.card(email)?.contact
                    #expect(contact?.emailStatus == .optedOut && contact?.isInvalid == true, "\(email)")
                }
                #expect(try await world.card("out@example.com")?.contact.emailStatus == .optedIn)
            }
            let explicit = Self.header + "in@example.com,opted-out,yes,\nin@example.com,opted-in,no,\n"
            try await world.take(explicit, ImportOptions(consent: .overwrite))
            let contact = try await world.card("in@example.com")?.contact
            #expect(contact?.emailStatus == .optedIn && contact?.isInvalid == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the default never lifts an opt-out or an invalid mark`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await begin(world)
            let before = try await world.state()
            for rule in [ImportOptions.Consent.optIn, .optOut] {
                let summary = try await world.take(
                    Self.header
                        + "out@example.com,opted-in,no,opted-in\nbroken@example.com,opted-in,no,opted-in\n"
                        + "in@example.com,,,\n",
                    ImportOptions(consent: rule, mobileStatus: .optedIn)
                )
                #expect(summary == ImportSummary(rows: 3, unchanged: 3))
            }
            #expect(try await world.state().holdsSameContacts(as: before))
        }
    }

    @Test(arguments: StoreKind.available)
    func `the file's opt-out always counts`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            for rule in ImportOptions.Consent.allCases {
                let email = "\(rule.rawValue)@example.com"
                try await world.take("email,mobile-status\n\(email),opted-in\n")
                let summary = try await world.take(
                    Self.header + "\(email),opted-out,yes,opted-out\n",
                    ImportOptions(consent: rule, mobileStatus: .optedIn)
                )
                #expect(summary == ImportSummary(rows: 1, updated: 1))
                let contact = try #require(try await world.card(email)).contact
                #expect(contact.emailStatus == .optedOut)
                #expect(contact.isInvalid)
                #expect(contact.mobileStatus == .optedOut)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `opt-out makes new contacts opted out unless the file says otherwise`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take(
                "email,email-status,mobile-status\na@example.com,,\nb@example.com,opted-in,opted-out\n",
                ImportOptions(consent: .optOut, mobileStatus: .optedIn)
            )
            let silent = try #require(try await world.card("a@example.com")).contact
            let told = try #require(try await world.card("b@example.com")).contact
            #expect(silent.emailStatus == .optedOut)
            #expect(silent.mobileStatus == .optedIn)
            #expect(told.emailStatus == .optedIn)
            #expect(told.mobileStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `overwrite lifts opt-outs and invalid marks, but not against the file`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await begin(world)
            let summary = try await world.take(
                Self.header
                    + "out@example.com,,,opted-in\nbroken@example.com,,,\nin@example.com,opted-out,yes,\n",
                ImportOptions(consent: .overwrite)
            )
            #expect(summary == ImportSummary(rows: 3, updated: 3))
            let out = try #require(try await world.card("out@example.com")).contact
            let broken = try #require(try await world.card("broken@example.com")).contact
            let against = try #require(try await world.card("in@example.com")).contact
            #expect(out.emailStatus == .optedIn)
            #expect(out.mobileStatus == .optedIn)
            #expect(!broken.isInvalid)
            #expect(against.emailStatus == .optedOut)
            #expect(against.isInvalid)
            #expect(against.mobileStatus == .optedIn, "nothing in the file speaks of text messages")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a kept status stays against an opt-in, never against an opt-out`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await begin(world)
            let kept: Set<ImportField> = [.emailOptOut, .invalid, .mobileStatus]
            let before = try await world.state()
            let lifting = ImportOptions(consent: .overwrite, kept: kept)
            let same = try await world.take(Self.header + "out@example.com,opted-in,no,opted-in\n", lifting)
            #expect(same == ImportSummary(rows: 1, unchanged: 1))
            #expect(try await world.state().holdsSameContacts(as: before))
            try await world.take(Self.header + "in@example.com,opted-out,yes,opted-out\n", ImportOptions(kept: kept))
            let contact = try #require(try await world.card("in@example.com")).contact
            #expect(contact.emailStatus == .optedOut)
            #expect(contact.isInvalid)
            #expect(contact.mobileStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the record of a consent names the file and the import`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email\na@example.com\n", named: "first.csv")
            try await world.take("email,email-status\na@example.com,opted-out\n", named: "second.csv")
            let entries = try await world.timeline("a@example.com").filter { $0.facet == .emailStatus }
            #expect(
                entries.map(\.cause) == [
                    Cause(.import, id: 2, text: "second.csv", actor: "anna"),
                    Cause(.import, id: 1, text: "first.csv", actor: "anna"),
                ]
            )
            #expect(entries.map(\.new) == [.integer(0), .integer(1)])
            #expect(entries.map(\.old) == [.integer(1), .none])
        }
    }
}
