import Foundation
import Mail
import Parsing
import TestSupport
import Testing

@testable import Messaging

/// What the events of providers are taken for: hard only where provider, status and words agree.
struct ProviderEventTests {
    @Test(arguments: [
        // Amazon SES
        (BounceProvider.ses, bounceOfSES("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown"), "hard"),
        (.ses, bounceOfSES("Permanent", "NoEmail", nil, nil), "hard"),
        (.ses, bounceOfSES("Permanent", "General", nil, nil), "soft"),
        (.ses, bounceOfSES("Permanent", "NoEmail", "5.1.1", "smtp; 550 5.1.1 over quota"), "soft"),
        (.ses, bounceOfSES("Permanent", "Suppressed", "5.1.1", "smtp; 550 5.1.1 user unknown"), "soft"),
        (.ses, bounceOfSES("Permanent", "OnAccountSuppressionList", "5.1.1", nil), "soft"),
        (.ses, bounceOfSES("Transient", "General", "5.1.1", "smtp; 550 5.1.1 user unknown"), "soft"),
        (.ses, bounceOfSES("Undetermined", "Undetermined", "5.1.1", nil), "soft"),
        (.ses, #"{"notificationType": "Complaint", "complaint": {"complaintFeedbackType": "abuse"}}"#, "abuse"),
        (.ses, #"{"eventType": "Complaint", "complaint": {"complaintFeedbackType": null}}"#, "abuse"),
        (.ses, #"{"eventType": "Complaint", "complaint": {"complaintFeedbackType": "not-spam"}}"#, "not-spam"),
        (
            .ses, #"{"eventType": "Complaint", "complaint": {"complaintSubType": "OnAccountSuppressionList"}}"#,
            "nothing"
        ),
        (.ses, #"{"eventType": "Delivery", "delivery": {}}"#, "nothing"),
        (.ses, #"{"eventType": "DeliveryDelay", "deliveryDelay": {}}"#, "nothing"), (.ses, #"{"a": 1}"#, "none"),
        // Mailgun
        (.mailgun, failureAtMailgun("permanent", "bounce", 550, "5.1.1 user unknown"), "hard"),
        (.mailgun, failureAtMailgun("permanent", "bounce", 550, "No such user here"), "hard"),
        (.mailgun, failureAtMailgun("permanent", "bounce", 550, "5.1.1 rate limited"), "soft"),
        (.mailgun, failureAtMailgun("permanent", "suppress-bounce", 605, "No such user"), "soft"),
        (.mailgun, failureAtMailgun("permanent", "old", 602, "Too old"), "soft"),
        (.mailgun, failureAtMailgun("temporary", "generic", 450, "4.2.2 full"), "nothing"),
        (.mailgun, #"{"event-data": {"event": "complained"}}"#, "abuse"),
        (.mailgun, #"{"event-data": {"event": "unsubscribed"}}"#, "opt-out"),
        (.mailgun, #"{"event-data": {"event": "opened"}}"#, "nothing"), (.mailgun, "[]", "none"),
        // Postmark
        (.postmark, #"{"RecordType": "Bounce", "Type": "HardBounce", "Details": "smtp;550 5.1.1 unknown"}"#, "hard"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "HardBounce", "Details": "smtp;550 mailbox full"}"#, "soft"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "HardBounce"}"#, "soft"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "SoftBounce", "Details": "smtp;550 5.1.1 unknown"}"#, "soft"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "Blocked", "Details": "smtp;550 5.1.1 unknown"}"#, "soft"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "Transient"}"#, "nothing"),
        (.postmark, #"{"RecordType": "Bounce", "Type": "AutoResponder"}"#, "nothing"),
        (.postmark, #"{"RecordType": "SpamComplaint"}"#, "abuse"),
        (
            .postmark,
            #"""
            {"RecordType": "SubscriptionChange", "SuppressSending": true, "Origin": "Recipient",
             "SuppressionReason": "ManualSuppression"}
            """#, "opt-out"
        ),
        (.postmark, #"{"RecordType": "SubscriptionChange", "SuppressSending": false}"#, "nothing"),
        (.postmark, #"{"RecordType": "Open"}"#, "nothing"), (.postmark, "{}", "none"),
        // SendGrid
        (.sendgrid, #"[{"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "unknown"}]"#, "hard"),
        (.sendgrid, #"[{"event": "bounce", "type": "bounce", "status": "", "reason": "550 no such user"}]"#, "hard"),
        (.sendgrid, #"[{"event": "bounce", "type": "blocked", "status": "5.1.1", "reason": "unknown"}]"#, "soft"),
        (
            .sendgrid,
            #"[{"event": "bounce", "type": "bounce", "status": "5.1.1", "bounce_classification": "Reputation"}]"#,
            "soft"
        ),
        (.sendgrid, #"[{"event": "dropped", "reason": "550 5.1.1 Bounced Address"}]"#, "soft"),
        (.sendgrid, #"[{"event": "spamreport"}]"#, "abuse"),
        (.sendgrid, #"[{"event": "group_unsubscribe"}]"#, "opt-out"),
        (.sendgrid, #"[{"event": "deferred"}]"#, "nothing"), (.sendgrid, #"[{}]"#, "nothing"),
        (.sendgrid, "{}", "none"),
        // Brevo
        (.brevo, #"{"event": "hard_bounce", "reason": "550 5.1.1 user unknown"}"#, "hard"),
        (.brevo, #"{"event": "hard_bounce", "reason": "550 mailbox unavailable"}"#, "soft"),
        (.brevo, #"{"event": "hard_bounce"}"#, "soft"), (.brevo, #"{"event": "blocked", "reason": "5.1.1"}"#, "soft"),
        (.brevo, #"{"event": "invalid_email"}"#, "soft"), (.brevo, #"[{"event": "spam"}]"#, "abuse"),
        (.brevo, #"{"event": "unsubscribed"}"#, "opt-out"), (.brevo, #"{"event": "click"}"#, "nothing"),
        (.brevo, #"{"event": "deferred"}"#, "nothing"), (.brevo, "3", "none"),
    ])
    func `an event is taken for no more than it says`(
        provider: BounceProvider,
        text: String,
        expected: String
    ) throws {
        let events = provider.events(in: try JSONDocument(text).value)
        guard let event = events.first else { return #expect(expected == "none") }
        #expect(events.count == 1)
        switch event.content {
        case .nothing: #expect(expected == "nothing")
        case .complaint(let report): #expect(expected == report.type)
        case .bounce(let report):
            let meaning = try #require(report.recipients.first).meaning
            #expect(expected == (meaning == .wrongAddress ? "hard" : "soft"))
        }
    }

    @Test func `a provider that replaces the identifier of messages gets the token in a header of its own`() {
        #expect(EmailTransport.headerOfProvider("smtp.postmarkapp.com") == "X-PM-Metadata-Message")
        #expect(EmailTransport.headerOfProvider("SMTP-relay.brevo.com") == "X-Mailin-custom")
        #expect(EmailTransport.headerOfProvider("smtp-relay.sendinblue.com") == "X-Mailin-custom")
        for host in ["smtp.mailgun.org", "notbrevo.com", "brevo.com.example", "127.0.0.1", ""] {
            #expect(EmailTransport.headerOfProvider(host) == nil)
        }
    }

    @Test func `broken notifications break nothing`() throws {
        var random = SeededGenerator(for: "broken notifications break nothing")
        let sample = SampleNotification(mark: "x", recipient: "anna@customer.example", now: 0)
        let bodies = [
            sample.mailgun().body, sample.brevo(["event": "hard_bounce"]).body,
            sample.postmark(["RecordType": "Bounce", "Type": "HardBounce", "Content": "Subject: x"]).body,
            try JSONSerialization.data(withJSONObject: [SampleNotification.sendGridBounce]),
            try JSONSerialization.data(
                withJSONObject: sample.sesBounce("Permanent", "General", "5.1.1", "550 unknown")
            ),
        ]
        for _ in 0..<3_000 {
            let data = MailNoise.spoil(random.pick(bodies), using: &random)
            guard let value = try? JSONDocument(Array(data)).value else { continue }
            for provider in BounceProvider.allCases { _ = provider.events(in: value) }
            _ = SNSEnvelope(value)
        }
    }

    private static func bounceOfSES(_ type: String, _ subType: String, _ status: String?, _ words: String?) -> String {
        let status = status.map { #", "status": "\#($0)""# } ?? ""
        let words = words.map { #", "diagnosticCode": "\#($0)""# } ?? ""
        return #"""
            {"notificationType": "Bounce", "bounce": {"bounceType": "\#(type)", "bounceSubType": "\#(subType)",
             "bouncedRecipients": [{"emailAddress": "anna@customer.example"\#(status)\#(words)}]}}
            """#
    }

    private static func failureAtMailgun(_ severity: String, _ reason: String, _ code: Int, _ words: String) -> String {
        #"""
        {"event-data": {"event": "failed", "severity": "\#(severity)", "reason": "\#(reason)",
         "delivery-status": {"code": \#(code), "message": "\#(words)"}}}
        """#
    }
}
