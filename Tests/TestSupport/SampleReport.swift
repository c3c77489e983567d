package import Foundation

/// Reports of mail servers as they come, about a message of ours.
package struct SampleReport: Sendable {
    /// What stands in the message's header `X-Kartoteka-Message`, and in its identifier.
    package var mark = "7.c2lnbmVk"
    /// Whom the message was sent to.
    package var recipient = "anna@customer.example"
    /// Where the report is sent to.
    package var addressee = "bounces@shop.example"
    /// Whether the headers of the message are given back.
    package var returnsHeaders = true

    package init() {}

    private var returned: String {
        guard returnsHeaders else { return "Subject: Spring" }
        return """
            Return-Path: <bounces@shop.example>
            From: The Shop <news@shop.example>
            To: \(recipient)
            Subject: Spring
            Message-ID: <\(mark)@shop.example>
            X-Kartoteka-Message: \(mark)
            """
    }

    /// A report in the form of RFC 3464.
    package func standard(_ fields: String? = nil, enclosing type: String = "text/rfc822-headers") -> Data {
        Self.mail(
            """
            Return-Path: <>
            From: Mail Delivery System <mailer-daemon@mx.example>
            To: \(addressee)
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="=_b/1"

            This is a MIME-encapsulated message.

            --=_b/1
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --=_b/1
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example
            X-Postfix-Queue-ID: 4F1
            Arrival-Date: Sat, 21 Nov 2026 09:00:00 +0000

            \(fields ?? failed())

            --=_b/1
            Content-Type: \(type)

            \(returned)

            --=_b/1--
            """
        )
    }

    /// The part of a report about the recipient.
    package func failed(_ status: String = "5.1.1", _ words: String = "User unknown in virtual mailbox table") -> String
    {
        """
        Final-Recipient: rfc822; \(recipient)
        Original-Recipient: rfc822;\(recipient)
        Action: failed
        Status: \(status)
        Remote-MTA: dns; mx.customer.example
        Diagnostic-Code: smtp; 550 \(status) <\(recipient)>: Recipient
            address rejected: \(words)
        """
    }

    package var qmail: Data { qmail("Sorry, no mailbox here by that name. (#5.1.1)") }

    /// A report of qmail about the recipient, and about a full mailbox.
    package func qmail(_ words: String) -> Data {
        Self.mail(
            """
            From: MAILER-DAEMON@mx.example
            To: \(addressee)
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <\(recipient)>:
            \(words)

            <full@customer.example>:
            192.0.2.1 does not like recipient.
            Remote host said: 552 5.2.2 The mailbox is full

            --- Below this line is a copy of the message.

            \(returned)

            Dear Anna
            """
        )
    }

    package var exim: Data {
        exim(
            """
            host mx.customer.example [192.0.2.1]
                SMTP error from remote mail server after RCPT TO:<\(recipient)>:
                550 5.1.1 No such user
            """
        )
    }

    /// A report of Exim about the recipient.
    package func exim(_ words: String) -> Data {
        Self.mail(
            """
            X-Failed-Recipients: \(recipient)
            Auto-Submitted: auto-replied
            From: Mail Delivery System <Mailer-Daemon@mx.example>
            To: \(addressee)
            Subject: Mail delivery failed: returning message to sender

            This message was created automatically by mail delivery software.

            A message that you sent could not be delivered to one or more of its
            recipients. This is a permanent error. The following address(es) failed:

              \(recipient)
                \(words)

            ------ This is a copy of the message, including all the headers. ------

            \(returned)

            Dear Anna
            """
        )
    }

    package func complaint(type: String = "abuse") -> Data {
        Self.mail(
            """
            From: <fbl@provider.example>
            To: <fbl@shop.example>
            Subject: FW: Spring
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="f"

            --f
            Content-Type: text/plain

            This is an email abuse report.
            --f
            Content-Type: message/feedback-report

            Feedback-Type: \(type)
            User-Agent: ProviderFBL/1.0
            Version: 1
            Original-Mail-From: <bounces@shop.example>
            Original-Rcpt-To: <\(recipient)>
            Source-IP: 192.0.2.1

            --f
            Content-Type: message/rfc822

            \(returned)

            Dear Anna
            --f--
            """
        )
    }

    /// A report of Exchange that has nothing but a text.
    ///
    /// - Parameters:
    ///   - told: What it tells the sender.
    ///   - answer: What the server answered; empty where it does not say so.
    ///   - language: `en`, `de`, `pl`, `cs` or `fr`; `late` for a delay.
    /// - Returns: The report as an e-mail.
    package func exchange(_ told: String, _ answer: String, language: String = "en") -> Data {
        let headings = Self.exchangeHeadings[language, default: Self.english]
        let diagnosis = """
            \(headings.answers)

            Generating server: mx.customer.example

            \(recipient)
            \(answer)


            """
        return Self.mail(
            """
            From: Microsoft Outlook <postmaster@customer.example>
            To: \(addressee)
            Subject: Undeliverable: Spring
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            \(headings.opening)

            \(recipient)<mailto:\(recipient)>
            \(told)

            \(answer.isEmpty ? "" : diagnosis)\(headings.headers)

            \(returned)
            """
        )
    }

    private static let english = (
        opening: "Delivery has failed to these recipients or groups:",
        answers: "Diagnostic information for administrators:", headers: "Original message headers:"
    )
    private static let exchangeHeadings = [
        "de": (
            opening: "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:",
            answers: "Diagnoseinformationen für Administratoren:", headers: "Ursprüngliche Nachrichtenkopfzeilen:"
        ),
        "pl": (
            opening: "Nie można dostarczyć wiadomości do następujących adresatów lub grup:",
            answers: "Informacje diagnostyczne dla administratorów:", headers: "Oryginalne nagłówki wiadomości:"
        ),
        "cs": (
            opening: "Zprávu se nepodařilo doručit těmto příjemcům nebo skupinám:",
            answers: "Diagnostické informace pro správce:", headers: "Původní hlavičky zprávy:"
        ),
        "fr": (
            opening: "Échec de la remise à ces destinataires ou groupes :",
            answers: "Informations de diagnostic pour les administrateurs :",
            headers: "En-têtes de message d'origine :"
        ),
        "late": (
            opening: "Delivery is delayed to these recipients or groups:", answers: english.answers,
            headers: english.headers
        ),
    ]

    package static let vacation = vacation(
        "I am away until 5.1.1. Final-Recipient: rfc822; anna@customer.example"
    )

    /// An automatic answer of a person.
    package static func vacation(_ words: String) -> Data {
        mail(
            """
            From: anna@customer.example
            To: bounces@shop.example
            Subject: Re: Spring
            Auto-Submitted: auto-replied
            Content-Type: text/plain; charset=utf-8

            \(words)
            """
        )
    }

    /// One of each kind.
    package var all: [Data] {
        [
            standard(), standard(enclosing: "message/rfc822"), qmail, exim, complaint(), Self.vacation,
            exchange("The email address you entered couldn't be found.", "550 5.1.10 RecipientNotFound"),
            standard("Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1"),
        ]
    }

    private static func mail(_ text: String) -> Data {
        Data(text.replacing("\n", with: "\r\n").utf8)
    }
}
