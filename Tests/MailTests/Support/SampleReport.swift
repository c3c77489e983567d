import Foundation

/// Reports of mail servers as they come, about a message of ours.
enum SampleReport {
    static let mark = "7.c2lnbmVk"

    private static let returned = """
        Return-Path: <bounces+7@shop.example>
        From: The Shop <news@shop.example>
        To: anna@customer.example
        Subject: Spring
        Message-ID: <7.c2lnbmVk@shop.example>
        X-Kartoteka-Message: 7.c2lnbmVk
        """

    /// A report in the form of RFC 3464.
    static func standard(
        to: String = "bounces+7@shop.example",
        recipient fields: String = postfix,
        enclosing type: String = "text/rfc822-headers",
        returned: String = returned
    ) -> Data {
        mail(
            """
            Return-Path: <>
            From: Mail Delivery System <mailer-daemon@mx.example>
            To: \(to)
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

            \(fields)

            --=_b/1
            Content-Type: \(type)

            \(returned)

            --=_b/1--
            """
        )
    }

    static let postfix = """
        Final-Recipient: rfc822; anna@customer.example
        Original-Recipient: rfc822;anna@customer.example
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mx.customer.example
        Diagnostic-Code: smtp; 550 5.1.1 <anna@customer.example>: Recipient
            address rejected: User unknown in virtual mailbox table
        """

    static let qmail = mail(
        """
        From: MAILER-DAEMON@mx.example
        To: bounces+7@shop.example
        Subject: failure notice

        Hi. This is the qmail-send program at mx.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <anna@customer.example>:
        Sorry, no mailbox here by that name. (#5.1.1)

        <full@customer.example>:
        192.0.2.1 does not like recipient.
        Remote host said: 552 5.2.2 The mailbox is full

        --- Below this line is a copy of the message.

        \(returned)

        Dear Anna
        """
    )

    static let exim = mail(
        """
        X-Failed-Recipients: anna@customer.example
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@mx.example>
        To: bounces+7@shop.example
        Subject: Mail delivery failed: returning message to sender

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          anna@customer.example
            host mx.customer.example [192.0.2.1]
            SMTP error from remote mail server after RCPT TO:<anna@customer.example>:
            550 5.1.1 No such user

        ------ This is a copy of the message, including all the headers. ------

        \(returned)

        Dear Anna
        """
    )

    static func complaint(type: String = "abuse") -> Data {
        mail(
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
            Original-Mail-From: <bounces+7@shop.example>
            Original-Rcpt-To: <anna@customer.example>
            Source-IP: 192.0.2.1

            --f
            Content-Type: message/rfc822

            \(returned)

            Dear Anna
            --f--
            """
        )
    }

    static let vacation = mail(
        """
        From: anna@customer.example
        To: bounces+7@shop.example
        Subject: Re: Spring
        Auto-Submitted: auto-replied

        I am away until 5.1.1. Final-Recipient: rfc822; anna@customer.example
        """
    )

    static let all = [
        standard(), standard(enclosing: "message/rfc822"), qmail, exim, complaint(), vacation,
        standard(recipient: "Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1"),
    ]

    private static func mail(_ text: String) -> Data {
        Data(text.replacing("\n", with: "\r\n").utf8)
    }
}
