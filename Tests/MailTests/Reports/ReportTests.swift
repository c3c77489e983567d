import Foundation
import Mail
import TestSupport
import Testing

/// Reading what mail servers and providers report.
struct ReportTests {
    private let sample = SampleReport()
    private static let returned = ReturnedMessage(messageID: "7.c2lnbmVk@shop.example", mark: "7.c2lnbmVk")

    @Test(arguments: ["text/rfc822-headers", "message/rfc822", "message/global-headers", "TEXT/RFC822-Headers"])
    func `a standard report is read`(type: String) throws {
        let report = try #require(delivery(sample.standard(enclosing: type)))
        #expect(report.returned == Self.returned)
        let recipient = try #require(report.recipients.first)
        #expect(report.recipients.count == 1)
        #expect(recipient.final == "anna@customer.example")
        #expect(recipient.original == "anna@customer.example")
        #expect(recipient.action == .failed)
        #expect(recipient.status?.description == "5.1.1")
        #expect(
            recipient.diagnostic
                == "smtp; 550 5.1.1 <anna@customer.example>: Recipient address rejected: User unknown in virtual mailbox table"
        )
        #expect(recipient.meaning == .wrongAddress)
    }

    @Test func `several recipients are read, each by itself`() throws {
        let fields = """
            final-recipient: RFC822;a@b.example
            action: Failed (really)
            status: 5.2.2 (full)

            Final-Recipient: utf-8; żółw@b.example
            Action: relayed
            Status: 2.0.0


            Original-Recipient: rfc822; <c@d.example>
            Action: delayed
            """
        let report = try #require(delivery(sample.standard(fields)))
        #expect(report.recipients.map(\.final) == ["a@b.example", "żółw@b.example", nil])
        #expect(report.recipients.map(\.original) == [nil, nil, "c@d.example"])
        #expect(report.recipients.map(\.action) == [.failed, .relayed, .delayed])
        #expect(report.recipients.map(\.meaning) == [.undeliverable, .delivered, .undeliverable])
    }

    @Test(arguments: [
        ("5.1.1", "", DeliveryStatus.Meaning.wrongAddress), ("5.1.10", "", .wrongAddress), ("5.2.1", "", .wrongAddress),
        ("5.0.0", "smtp; 550 5.1.1 unknown", .wrongAddress), ("5.1.0", "smtp; 550-5.1.1 unknown", .wrongAddress),
        ("5.1.1", "smtp; 550 5.7.1 blocked", .undeliverable), ("5.7.1", "smtp; 550 5.1.1 unknown", .undeliverable),
        ("5.1.1", "smtp; 550 your IP is on a blacklist", .undeliverable),
        ("5.0.0", "smtp; 550 unknown", .undeliverable),
        ("", "smtp; 550 unknown", .undeliverable), ("5.2.2", "", .undeliverable), ("4.4.7", "expired", .undeliverable),
        ("4.1.1", "", .undeliverable), ("5.7.26", "", .undeliverable), ("2.0.0", "", .undeliverable),
        ("5.1.1.1", "", .undeliverable), ("55.1.1", "", .undeliverable), ("5.1", "", .undeliverable),
    ])
    func `only what status and words agree on is a hard bounce`(
        status: String,
        diagnostic: String,
        meaning: DeliveryStatus.Meaning
    ) throws {
        var fields = "Final-Recipient: rfc822; a@b.example\nAction: failed"
        if !status.isEmpty { fields += "\nStatus: \(status)" }
        if !diagnostic.isEmpty { fields += "\nDiagnostic-Code: \(diagnostic)" }
        let report = try #require(delivery(sample.standard(fields)))
        #expect(report.recipients.map(\.meaning) == [meaning])
    }

    @Test func `the report of qmail is read`() throws {
        let report = try #require(delivery(sample.qmail))
        #expect(report.returned == Self.returned)
        #expect(report.recipients.map(\.final) == ["anna@customer.example", "full@customer.example"])
        #expect(report.recipients.map(\.meaning) == [.wrongAddress, .undeliverable])
    }

    @Test func `the report of Exim is read`() throws {
        let report = try #require(delivery(sample.exim))
        #expect(report.returned == Self.returned)
        #expect(report.recipients.map(\.final) == ["anna@customer.example"])
        #expect(report.recipients.map(\.meaning) == [.wrongAddress])
        #expect(report.recipients.first?.diagnostic.hasSuffix("550 5.1.1 No such user") == true)
    }

    @Test(arguments: [("abuse", true), ("Opt-Out", true), ("not-spam", false), ("auth-failure", false)])
    func `a complaint is read`(type: String, isUnwanted: Bool) throws {
        guard case .complaint(let complaint) = MailReport(data: sample.complaint(type: type)) else {
            Issue.record("no complaint")
            return
        }
        #expect(complaint.type == type.lowercased())
        #expect(complaint.isUnwanted == isUnwanted)
        #expect(complaint.recipients == ["anna@customer.example"])
        #expect(complaint.program == "ProviderFBL/1.0")
        #expect(complaint.returned == Self.returned)
    }

    @Test func `what is no report is not guessed at`() {
        #expect(MailReport(data: SampleReport.vacation) == .notUnderstood("an automatic answer"))
        #expect(MailReport(data: Data()) == .notUnderstood("not an e-mail"))
        #expect(
            MailReport(data: Data("Subject: hello\r\n\r\nFinal-Recipient: rfc822; a@b.example".utf8))
                == .notUnderstood("neither a delivery report nor a complaint")
        )
        #expect(
            MailReport(data: sample.standard("Final-Recipient: rfc822; a@b.example\nAction: perhaps"))
                == .notUnderstood("a delivery report that does not say what became of the message for whom")
        )
        #expect(
            MailReport(data: sample.standard("Final-Recipient: x400; a@b\nAction: failed"))
                == .notUnderstood("a delivery report that does not say what became of the message for whom")
        )
    }

    @Test func `a report inside a forwarded message is none`() {
        let inner = String(decoding: sample.standard(), as: UTF8.self)
        let forwarded = "Subject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n" + inner
        #expect(
            MailReport(data: Data(forwarded.utf8)) == .notUnderstood("neither a delivery report nor a complaint")
        )
    }

    @Test func `broken reports break nothing`() {
        var random = SeededGenerator(for: "broken reports break nothing")
        for _ in 0..<3_000 {
            let data = MailNoise.spoil(random.pick(sample.all), using: &random)
            guard case .delivery(let report) = MailReport(data: data) else { continue }
            #expect(!report.recipients.isEmpty && report.recipients.count <= 200)
            for recipient in report.recipients { _ = (recipient.meaning, recipient.words) }
        }
        let many = String(repeating: "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n", count: 5_000)
        #expect((delivery(sample.standard(many))?.recipients.count ?? 0) <= 200)
        let long =
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: "
            + String(repeating: "x ", count: 500_000)
        let report = delivery(sample.standard(long))
        #expect((report?.recipients.first?.diagnostic.count ?? 0) <= 2_000)
    }

    private func delivery(_ data: Data) -> DeliveryReport? {
        if case .delivery(let report) = MailReport(data: data) { report } else { nil }
    }
}
