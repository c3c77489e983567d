import Crypto
import Foundation

/// Random texts that open something, and the form in which the database knows them.
package enum Secret {
    private static let length = 32

    /// A new secret: 256 random bits as text that fits into an address.
    package static func make() -> String {
        // The generator of the system is one for cryptography (getrandom on Linux).
        var random = SystemRandomNumberGenerator()
        return base64URL((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// What the database keeps instead of the secret; nobody finds the secret from it.
    package static func hash(_ secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(secret.utf8)))
    }

    package static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
