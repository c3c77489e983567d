import Crypto
import Foundation

/// The signatures of providers that share a key with the operator.
enum ProviderSignature {
    /// How long after its signature a notification is taken, and how far clocks may differ, in seconds.
    ///
    /// Providers send again for up to a day. A notification that is sent twice counts once in any case.
    private static let longestAge: Int64 = 24 * 3_600
    private static let clocksDiffer: Int64 = 600

    /// Whether a signature of this moment is taken.
    ///
    /// - Parameters:
    ///   - moment: When it was signed, in seconds since 1970.
    ///   - now: The present time, in milliseconds.
    /// - Returns: Whether it is neither too old nor too far in the future.
    static func isRecent(_ moment: Int64, now: Int64) -> Bool {
        let (age, overflow) = (now / 1_000).subtractingReportingOverflow(moment)
        return !overflow && (-clocksDiffer...longestAge).contains(age)
    }

    /// Whether Mailgun signed a time and a token with the key.
    static func isOfMailgun(timestamp: String, token: String, signature: String, key: String) -> Bool {
        guard let code = Data(hex: signature) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code,
            authenticating: Data((timestamp + token).utf8),
            using: SymmetricKey(data: Data(key.utf8))
        )
    }

    /// Whether SendGrid signed a time and a body.
    static func isOfSendGrid(timestamp: String, body: Data, signature: String, key: String) -> Bool {
        guard let key = sendGridKey(key), let bytes = Data(base64Encoded: signature),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: bytes)
        else { return false }
        return key.isValidSignature(signature, for: Data(timestamp.utf8) + body)
    }

    /// The public key as SendGrid shows it: Base64, or PEM.
    static func sendGridKey(_ text: String) -> P256.Signing.PublicKey? {
        if text.hasPrefix("-----BEGIN") { return try? P256.Signing.PublicKey(pemRepresentation: text) }
        return Data(base64Encoded: text).flatMap { try? P256.Signing.PublicKey(derRepresentation: $0) }
    }

    /// Whether a header `Authorization` has the user and the password, `user:password`.
    static func isLogin(_ header: String?, _ login: String) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let given = Data(base64Encoded: header.dropFirst(6).trimmingCharacters(in: .whitespaces))
        else { return false }
        // Digests are compared, so that the time of the answer tells nothing about the password.
        return SHA256.hash(data: given) == SHA256.hash(data: Data(login.utf8))
    }
}

extension Data {
    /// Bytes from hexadecimal digits.
    fileprivate init?(hex: String) {
        let digits = hex.utf8.compactMap { byte in Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) }
        guard digits.count == hex.utf8.count, digits.count % 2 == 0, digits.count <= 1_024 else { return nil }
        self.init(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}
