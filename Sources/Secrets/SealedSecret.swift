import Foundation

/// An encrypted secret as a column holds it: `sealed:1:KEY:BASE64`.
///
/// The 1 is the version: AES-256-GCM with a nonce of 96 random bits before the text and a tag of 128 bits behind it.
package struct SealedSecret: Sendable {
    /// What every encrypted secret of any version begins with; no clear text that was ever stored does.
    package static let mark = "sealed:"
    private static let prefix = mark + "1:"
    package let keyID: String
    let bytes: Data

    init(keyID: String, bytes: Data) {
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads the text of a column; `nil` when it is not an encrypted secret of a known version.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Data(base64Encoded: String(parts[1])) else { return nil }
        keyID = String(parts[0])
        self.bytes = bytes
    }

    /// The text for a column.
    package var text: String { "\(Self.prefix)\(keyID):\(bytes.base64EncodedString())" }
}
