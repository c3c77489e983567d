import Contacts
import Intake
import Testing

/// A file in the shape of one product, with people of every status.
struct ConsentShape: Sendable, CustomTestStringConvertible {
    let product: String
    let preset: Preset
    let text: String
    /// By the part of the address before the `@`: `in`, `out` or `-` for e-mail, `+i` where the address does not work.
    let people: [String: String]

    var testDescription: String { product }

    static func says(_ row: ParsedRow) -> String {
        let status = row.emailStatus.map { $0 == .optedIn ? "in" : "out" } ?? "-"
        return status + (row.isInvalid == true ? "+i" : "")
    }

    static let all: [ConsentShape] = [
        ConsentShape(
            product: "Brevo, old",
            preset: .brevo,
            text: """
                EMAIL;LASTNAME;FIRSTNAME;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME;MODIFIED_TIME
                yes@example.com;Durand;Bruno;48600100200;No;No;14-05-2024;14-05-2024
                no@example.com;Petit;Aline;48600100201;Yes;No;14-05-2024;14-05-2024
                sms@example.com;Roux;Leo;48600100202;No;Yes;14-05-2024;14-05-2024
                """,
            people: ["yes": "in", "no": "out", "sms": "in"]
        ),
        ConsentShape(
            product: "Brevo, new",
            preset: .brevo,
            text: """
                CONTACT ID;EMAIL;LASTNAME;FIRSTNAME;WHATSAPP;SMS;DOUBLE_OPT-IN;OPT_IN;EXT_ID;EMAIL_BLOCKLISTED
                1;yes@example.com;A;B;;;Yes;Yes;x1;false
                2;no@example.com;A;B;;;Yes;Yes;x2;true
                3;two@example.com;A;B;;;2;;x3;false
                """,
            people: ["yes": "in", "no": "out", "two": "out"]
        ),
        ConsentShape(
            product: "Klaviyo",
            preset: .klaviyo,
            text: """
                Email,Klaviyo ID,First Name,Last Name,City,State / Region,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions,SMS Marketing Consent
                yes@example.com,01A,A,B,Leeds,,SUBSCRIBED,2024-05-14T09:30:00Z,[],UNSUBSCRIBED
                no@example.com,01B,A,B,,,UNSUBSCRIBED,2024-05-14T09:30:00Z,,SUBSCRIBED
                never@example.com,01C,A,B,,,NEVER_SUBSCRIBED,,,
                spam@example.com,01D,A,B,,,SUBSCRIBED,,"[{""reason"":""SPAM_COMPLAINT"",""timestamp"":""2024-05-14""}]",
                hard@example.com,01E,A,B,,,SUBSCRIBED,,"[{""reason"":""HARD_BOUNCE"",""timestamp"":""2024-05-14""}]",
                user@example.com,01F,A,B,,,SUBSCRIBED,,"[""USER_SUPPRESSED""]",
                """,
            people: [
                "yes": "in", "no": "out", "never": "out", "spam": "out", "hard": "in+i", "user": "out",
            ]
        ),
        ConsentShape(
            product: "Shopify",
            preset: .shopify,
            text: """
                Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,Default Address Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
                '700,A,B,yes@example.com,yes,,Leeds,'LS1,'+447700900123,no,12.00,1,,no,"vip, spring"
                '701,A,B,no@example.com,no,,,,,yes,0.00,0,,no,
                """,
            people: ["yes": "in", "no": "out"]
        ),
        ConsentShape(
            product: "Shopify, old",
            preset: .shopify,
            text: """
                First Name,Last Name,Email,Company,Address1,City,Province,Country,Zip,Phone,Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt
                A,B,yes@example.com,,,,,,,,yes,1,1,,,no
                A,B,no@example.com,,,,,,,,no,1,1,,,no
                """,
            people: ["yes": "in", "no": "out"]
        ),
        ConsentShape(
            product: "Substack",
            preset: .substack,
            text: """
                email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
                free@example.com,false,,other,false,2024-05-14T09:30:00.000Z,
                paid@example.com,true,2027-05-14T09:30:00.000Z,yearly,false,2024-05-14T09:30:00.000Z,2024-05-14T09:30:00.000Z
                dead@example.com,false,,other,true,2024-05-14T09:30:00.000Z,
                paidout@example.com,true,,yearly,true,2024-05-14T09:30:00.000Z,
                """,
            people: ["free": "in", "paid": "in", "dead": "out", "paidout": "out"]
        ),
        ConsentShape(
            product: "Ghost",
            preset: .ghost,
            text: """
                id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
                1,yes@example.com,A,,true,false,,2024-05-14T09:30:00.000Z,,"vip,news",
                2,no@example.com,A,,false,true,,2024-05-14T09:30:00.000Z,,,
                3,gone@example.com,A,,true,false,,2024-05-14T09:30:00.000Z,2025-01-01T00:00:00.000Z,,
                """,
            people: ["yes": "in", "no": "out", "gone": "out"]
        ),
        ConsentShape(
            product: "Mailcoach",
            preset: .mailcoach,
            text: """
                email,first_name,last_name,tags,subscribed_at,unsubscribed_at,extra_attributes
                yes@example.com,A,B,vip;news,2024-01-01 10:00:00,,"{""size"":""38""}"
                no@example.com,A,B,,2024-01-01 10:00:00,2024-02-01 10:00:00,
                waiting@example.com,A,B,,,,
                zero@example.com,A,B,,2024-01-01 10:00:00,0000-00-00 00:00:00,
                """,
            people: ["yes": "-", "no": "out", "waiting": "out", "zero": "in"]
        ),
        ConsentShape(
            product: "phpList",
            preset: .phplist,
            text: """
                id\tEmail\tIs this subscriber confirmed\tIs this subscriber blacklisted\tNumber of bounces\tEntered\tLast Modified\tIs this account disabled?\tForeign Key
                1\tyes@example.com\t1\t0\t0\t2024-05-14 09:30:00\t2024-05-14 09:30:00\t0\t
                2\tblack@example.com\t1\t1\t0\t2024-05-14 09:30:00\t2024-05-14 09:30:00\t0\t
                3\twaiting@example.com\t0\t0\t0\t2024-05-14 09:30:00\t2024-05-14 09:30:00\t0\t
                4\toff@example.com\t1\t0\t3\t2024-05-14 09:30:00\t2024-05-14 09:30:00\t1\t
                """,
            people: ["yes": "-", "black": "out", "waiting": "out", "off": "out"]
        ),
        ConsentShape(
            product: "phpList, names of the database",
            preset: .phplist,
            text: """
                email,confirmed,blacklisted,optedin,bouncecount,entered,modified,uniqid,htmlemail,disabled
                yes@example.com,1,0,1,0,2024-05-14 09:30:00,2024-05-14 09:30:00,a,1,0
                black@example.com,1,1,1,0,2024-05-14 09:30:00,2024-05-14 09:30:00,b,1,0
                waiting@example.com,0,0,0,0,2024-05-14 09:30:00,2024-05-14 09:30:00,c,1,0
                """,
            people: ["yes": "-", "black": "out", "waiting": "out"]
        ),
        ConsentShape(
            product: "SendGrid",
            preset: .sendgrid,
            text: """
                email,first_name,unsubscribed_from_all
                yes@example.com,A,FALSE
                no@example.com,A,TRUE
                """,
            people: ["yes": "in", "no": "out"]
        ),
        ConsentShape(
            product: "MailerLite",
            preset: .mailerlite,
            text: """
                Subscriber,Name,Last name,Status,Sent,Opens,Clicks,Subscribed,Unsubscribed,Groups
                yes@example.com,A,B,active,1,1,0,2024-05-14 09:30:00,,vip
                no@example.com,A,B,unsubscribed,1,1,0,2024-05-14 09:30:00,2024-06-14 09:30:00,
                late@example.com,A,B,active,1,1,0,2024-05-14 09:30:00,2024-06-14 09:30:00,
                waiting@example.com,A,B,unconfirmed,0,0,0,2024-05-14 09:30:00,,
                hard@example.com,A,B,bounced,1,0,0,2024-05-14 09:30:00,,
                spam@example.com,A,B,junk,1,0,0,2024-05-14 09:30:00,,
                """,
            people: [
                "yes": "in", "no": "out", "late": "out", "waiting": "out", "hard": "-+i", "spam": "out",
            ]
        ),
        ConsentShape(
            product: "ActiveCampaign",
            preset: .activecampaign,
            text: """
                Email,First Name,Last Name,Phone,Account,Tags,Date Created,IP Address,Status
                yes@example.com,A,B,,,vip,2024-05-14 09:30:00,192.0.2.1,Active
                one@example.com,A,B,,,,2024-05-14 09:30:00,,1
                no@example.com,A,B,,,,2024-05-14 09:30:00,,Unsubscribed
                two@example.com,A,B,,,,2024-05-14 09:30:00,,2
                waiting@example.com,A,B,,,,2024-05-14 09:30:00,,Unconfirmed
                zero@example.com,A,B,,,,2024-05-14 09:30:00,,0
                hard@example.com,A,B,,,,2024-05-14 09:30:00,,Bounced
                three@example.com,A,B,,,,2024-05-14 09:30:00,,3
                """,
            people: [
                "yes": "in", "one": "in", "no": "out", "two": "out", "waiting": "out", "zero": "out", "hard": "-+i",
                "three": "-+i",
            ]
        ),
        ConsentShape(
            product: "Kit",
            preset: .kit,
            text: """
                first_name,email,created_at,status
                A,yes@example.com,2024-05-14T09:30:00Z,active
                A,waiting@example.com,2024-05-14T09:30:00Z,inactive
                A,no@example.com,2024-05-14T09:30:00Z,cancelled
                A,spam@example.com,2024-05-14T09:30:00Z,complained
                A,hard@example.com,2024-05-14T09:30:00Z,bounced
                """,
            people: ["yes": "in", "waiting": "out", "no": "out", "spam": "out", "hard": "-+i"]
        ),
        ConsentShape(
            product: "listmonk",
            preset: .listmonk,
            text: """
                uuid,email,name,attributes,status,created_at,updated_at
                u1,yes@example.com,A,{},enabled,2023-01-02 15:04:05.678 +0000 UTC,
                u2,off@example.com,A,{},disabled,2023-01-02 15:04:05.678 +0000 UTC,
                u3,no@example.com,A,{},blocklisted,2023-01-02 15:04:05.678 +0000 UTC,
                """,
            people: ["yes": "in", "off": "out", "no": "out"]
        ),
        ConsentShape(
            product: "listmonk, the format of its import",
            preset: .listmonk,
            text: """
                email,name,attributes
                yes@example.com,A,"{""city"": ""Győr""}"
                """,
            people: ["yes": "-"]
        ),
        ConsentShape(
            product: "HubSpot",
            preset: .hubspot,
            text: """
                Record ID,First Name,Last Name,Email,Lifecycle Stage,Lead Status,Marketing contact status,Unsubscribed from all email,Email hard bounce reason,Invalid email address,Create Date
                1,A,B,yes@example.com,Lead,New,Marketing contact,false,,false,2024-05-14 09:30
                2,A,B,no@example.com,Lead,New,Marketing contact,true,,false,2024-05-14 09:30
                3,A,B,hard@example.com,Lead,New,Marketing contact,false,UNKNOWN_USER,false,2024-05-14 09:30
                4,A,B,dead@example.com,Lead,New,Marketing contact,,,true,2024-05-14 09:30
                """,
            people: ["yes": "in", "no": "out", "hard": "in+i", "dead": "-+i"]
        ),
        ConsentShape(
            product: "Mailchimp, archived",
            preset: .mailchimp,
            text: """
                Email Address,First Name,MEMBER_RATING,OPTIN_TIME,ARCHIVE_TIME,Email Marketing Status
                yes@example.com,A,2,2024-05-14 09:30:00,,Subscribed
                no@example.com,A,2,2024-05-14 09:30:00,,Unsubscribed
                old@example.com,A,2,2024-05-14 09:30:00,2024-06-14 09:30:00,Subscribed
                never@example.com,A,2,2024-05-14 09:30:00,,Non-Subscribed
                hard@example.com,A,2,2024-05-14 09:30:00,,Cleaned
                """,
            people: ["yes": "in", "no": "out", "old": "out", "never": "out", "hard": "-+i"]
        ),
        ConsentShape(
            product: "any file",
            preset: .generic,
            text: """
                email,subscribed,unsubscribed_at,bounced
                yes@example.com,yes,,no
                no@example.com,no,,no
                late@example.com,yes,2024-05-14,no
                hard@example.com,yes,,yes
                """,
            people: ["yes": "in", "no": "out", "late": "out", "hard": "in+i"]
        ),
    ]
}
