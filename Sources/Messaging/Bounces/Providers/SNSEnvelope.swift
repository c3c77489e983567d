import Crypto
import CryptoExtras
import Foundation
import Parsing

/// A topic of Amazon SNS, by its ARN: `arn:aws:sns:eu-west-1:123456789012:bounces`.
struct SNSTopic: Sendable, Hashable {
    let text: String
    /// The one host that signs for the topic and confirms its subscriptions.
    let host: String

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "sns",
            ["aws", "aws-cn", "aws-us-gov"].contains(parts[1]),
            !parts[3].isEmpty, parts[3].utf8.allSatisfy(Self.isOfRegion), !parts[5].isEmpty
        else { return nil }
        self.text = text
        host = "sns.\(parts[3]).amazonaws.com" + (parts[1] == "aws-cn" ? ".cn" : "")
    }

    private static func isOfRegion(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }

    /// Whether an address is one of the topic's host, by TLS and without anything unusual.
    func isOfHost(_ address: String) -> Bool {
        guard let url = URLComponents(string: address) else { return false }
        return url.scheme == "https" && url.host == host && url.port == nil && url.user == nil && url.password == nil
    }
}

/// What Amazon SNS posts: a notification, or the question whether a subscription is wanted.
///
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html>
struct SNSEnvelope: Sendable {
    enum Kind: String, Sendable {
        case notification = "Notification"
        case subscription = "SubscriptionConfirmation"
        case unsubscription = "UnsubscribeConfirmation"
    }

    let kind: Kind
    let topic: String
    /// What the topic was told: JSON of Amazon SES as a text.
    let message: String
    /// Where the certificate of the signature is.
    let certificateAddress: String
    /// Where a subscription is confirmed.
    let subscribeAddress: String?
    /// When it was sent, in seconds since 1970.
    let moment: Int64
    private let version: String
    private let signature: Data
    private let signed: Data

    init?(_ value: JSONValue) {
        guard let kind = value["Type"].asText.flatMap(Kind.init), let topic = value["TopicArn"].asText,
            let message = value["Message"].asText, let certificate = value["SigningCertURL"].asText,
            let timestamp = value["Timestamp"].asText, let moment = Self.seconds(timestamp),
            let version = value["SignatureVersion"].asText, ["1", "2"].contains(version),
            let signature = value["Signature"].asText.flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        self.kind = kind
        self.topic = topic
        self.message = message
        self.moment = moment
        self.version = version
        self.signature = signature
        certificateAddress = certificate
        subscribeAddress = value["SubscribeURL"].asText
        let names =
            kind == .notification
            ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        let lines = names.flatMap { name in value[name].asText.map { [name, $0] } ?? [] }
        signed = Data(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// Whether the key of a certificate signed it: version 1 with SHA-1, version 2 with SHA-256.
    func isSigned(by certificate: CertificateKey) -> Bool {
        let key = certificate.key
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return version == "1"
            ? key.isValidSignature(signature, for: Insecure.SHA1.hash(data: signed), padding: .insecurePKCS1v1_5)
            : key.isValidSignature(signature, for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
    }

    private static func seconds(_ text: String) -> Int64? {
        let styles = [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()]
        return styles.lazy.compactMap { try? $0.parse(text) }.first.map { Int64($0.timeIntervalSince1970) }
    }
}
