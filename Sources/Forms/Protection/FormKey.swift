import Crypto
import Foundation
package import Storage

/// The key with which this installation signs what its forms carry.
package struct FormKey: Sendable {
    private static let name = "form-key"
    private static let length = 32
    private let key: SymmetricKey

    /// Makes the key, unless there is one.
    static func make(_ connection: any Connection) throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(Data(bytes).base64EncodedString()))
            ON CONFLICT (name) DO NOTHING
            """
        )
    }

    /// Reads the key.
    ///
    /// - Throws: `StorageError` when there is none, although there are forms.
    package init(_ connection: any Connection) throws {
        let text = try connection.firstRow("SELECT value FROM setting WHERE name = \(Self.name)") { $0.text(0) }
        guard let text, let data = Data(base64Encoded: text), data.count == Self.length else {
            throw StorageError(.corrupt, "the key of the forms is missing")
        }
        key = SymmetricKey(data: data)
    }

    /// What nobody can write without the key.
    func signature(of text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
        return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    func isSignature(_ signature: String, of text: String) -> Bool {
        let standard = signature.replacing("-", with: "+").replacing("_", with: "/")
        guard let code = Data(base64Encoded: standard + "=") else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(text.utf8), using: key)
    }
}
