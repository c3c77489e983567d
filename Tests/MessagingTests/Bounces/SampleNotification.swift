import Crypto
import CryptoExtras
import Foundation

@testable import Messaging

/// Notifications of providers as they come, about a message of ours, signed where the provider signs.
struct SampleNotification {
    /// The token of the message.
    let mark: String
    let recipient: String
    /// The present time, in milliseconds.
    let now: Int64

    static let mailgunKey = "key-of-the-tests-0123456789abcdef"
    static let login = "reports:correct horse"
    static let topic = "arn:aws:sns:eu-west-1:123456789012:bounces"
    static let certificateAddress = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem"

    /// A body with the headers of its request.
    struct Post {
        var body: Data
        var headers: [String: String] = [:]

        func header(_ name: String) -> String? { headers[name.lowercased()] }
    }

    private static func data(_ value: Any) -> Data {
        (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])) ?? Data()
    }

    // MARK: Mailgun

    func mailgun(
        _ event: [String: Any] = Self.mailgunBounce,
        key: String = Self.mailgunKey,
        seconds: Int64? = nil
    ) -> Post {
        let timestamp = "\(seconds ?? now / 1_000)"
        let token = "a0b1c2"
        let code = HMAC<SHA256>.authenticationCode(
            for: Data((timestamp + token).utf8),
            using: SymmetricKey(data: Data(key.utf8))
        )
        let hex = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        var event = event
        event["recipient"] = recipient
        event["message"] = ["headers": ["message-id": "\(mark)@shop.example"]]
        let signature = ["timestamp": timestamp, "token": token, "signature": hex]
        return Post(body: Self.data(["signature": signature, "event-data": event]))
    }

    static var mailgunBounce: [String: Any] {
        [
            "event": "failed", "severity": "permanent", "reason": "bounce",
            "delivery-status": ["code": 550, "message": "5.1.1 The mailbox does not exist", "description": ""],
        ]
    }

    // MARK: SendGrid

    func sendGrid(_ events: [[String: Any]], key: P256.Signing.PrivateKey, seconds: Int64? = nil) throws -> Post {
        let body = Self.data(
            events.map { event in
                var event = event
                event["email"] = event["email"] ?? recipient
                event["smtp-id"] = event["smtp-id"] ?? "<\(mark)@shop.example>"
                return event
            }
        )
        let timestamp = "\(seconds ?? now / 1_000)"
        let signature = try key.signature(for: Data(timestamp.utf8) + body).derRepresentation.base64EncodedString()
        return Post(
            body: body,
            headers: [
                "x-twilio-email-event-webhook-timestamp": timestamp,
                "x-twilio-email-event-webhook-signature": signature,
            ]
        )
    }

    static var sendGridBounce: [String: Any] {
        [
            "event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 User unknown",
            "bounce_classification": "Invalid Address",
        ]
    }

    // MARK: Postmark and Brevo

    func postmark(_ event: [String: Any], login: String? = Self.login) -> Post {
        var event = event
        event["Email"] = recipient
        event["MessageID"] = "00000000-0000-0000-0000-000000000000"
        event["Metadata"] = event["Metadata"] ?? ["Message": mark]
        return Post(body: Self.data(event), headers: Self.authorization(login))
    }

    func brevo(_ event: [String: Any], login: String? = Self.login) -> Post {
        var event = event
        event["email"] = recipient
        event["message-id"] = "<1@relay.example>"
        event["X-Mailin-custom"] = mark
        return Post(body: Self.data(event), headers: Self.authorization(login))
    }

    private static func authorization(_ login: String?) -> [String: String] {
        guard let login else { return [:] }
        return ["authorization": "Basic " + Data(login.utf8).base64EncodedString()]
    }

    // MARK: Amazon SES

    /// The message of Amazon SES inside that of Amazon SNS.
    func ses(_ type: String, _ members: [String: Any]) -> [String: Any] {
        [
            "notificationType": type, type.lowercased(): members,
            "mail": [
                "messageId": "0102", "destination": [recipient],
                "headers": [
                    ["name": "Subject", "value": "Spring"], ["name": "X-Kartoteka-Message", "value": mark],
                    ["name": "Message-ID", "value": "<\(mark)@shop.example>"],
                ],
            ],
        ]
    }

    func sesBounce(_ type: String, _ subType: String, _ status: String?, _ words: String?) -> [String: Any] {
        var bounced: [String: Any] = ["emailAddress": recipient, "action": "failed"]
        bounced["status"] = status
        bounced["diagnosticCode"] = words
        return ses("Bounce", ["bounceType": type, "bounceSubType": subType, "bouncedRecipients": [bounced]])
    }

    func sns(
        _ message: [String: Any],
        key: _RSA.Signing.PrivateKey,
        version: String = "2",
        changing changes: [String: Any] = [:],
        afterwards: [String: Any] = [:]
    ) throws -> Post {
        let moment = Date(timeIntervalSince1970: Double(now) / 1_000)
        var envelope: [String: Any] = [
            "Type": "Notification", "MessageId": "1-2-3", "TopicArn": Self.topic, "Subject": "Amazon SES",
            "Message": String(decoding: Self.data(message), as: UTF8.self),
            "Timestamp": moment.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
            "SignatureVersion": version, "SigningCertURL": Self.certificateAddress,
        ]
        envelope.merge(changes) { $1 }
        let names =
            envelope["Type"] as? String == "Notification"
            ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        let text = names.compactMap { name in envelope[name].map { "\(name)\n\($0)\n" } }.joined()
        let signature =
            version == "1"
            ? try key.signature(for: Insecure.SHA1.hash(data: Data(text.utf8)), padding: .insecurePKCS1v1_5)
            : try key.signature(for: SHA256.hash(data: Data(text.utf8)), padding: .insecurePKCS1v1_5)
        envelope["Signature"] = signature.rawRepresentation.base64EncodedString()
        envelope.merge(afterwards) { $1 }
        return Post(body: Self.data(envelope))
    }

    /// A certificate of a key, in PEM, with the parts in their order and nothing that anybody checks.
    static func certificate(of key: _RSA.Signing.PublicKey) -> String {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            let count = content.count
            let length: [UInt8] =
                count < 0x80
                ? [UInt8(count)]
                : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            return [tag] + length + content
        }
        let version = element(0xA0, element(0x02, [2]))
        let empty = element(0x30, [])
        let signed = element(
            0x30,
            version + element(0x02, [1]) + empty + empty + empty + empty + [UInt8](key.derRepresentation)
        )
        let whole = element(0x30, signed + empty + element(0x03, [0]))
        let lines = Data(whole).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n"
    }
}
