import Crypto
import Foundation

/// A key of 256 bits that encrypts what is stored.
package struct SecretKey: Sendable, Equatable {
    static let length = 32
    private static let idLength = 8
    /// Names the key in what it encrypted.
    ///
    /// It does not give the key away.
    package let id: String
    /// The key as a line of a file.
    let line: String
    private let cipherKey: SymmetricKey

    private init(_ bytes: Data) {
        // Two keys from one, so that the name of the key says nothing about the key that encrypts.
        func derived(_ purpose: String, _ length: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: bytes),
                info: Data("kartoteka 1 \(purpose)".utf8),
                outputByteCount: length
            )
        }
        id = derived("id", Self.idLength).withUnsafeBytes { bytes in
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        line = bytes.base64EncodedString()
        cipherKey = derived("cipher", Self.length)
    }

    /// Reads a key that is written as base64; `nil` when the text is not one.
    init?(line: some StringProtocol) {
        guard let bytes = Data(base64Encoded: String(line)), bytes.count == Self.length else { return nil }
        self.init(bytes)
    }

    /// Makes a new key.
    package static func make() -> SecretKey {
        SecretKey(SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) })
    }

    /// Encrypts a text for one place; it cannot be decrypted in another.
    ///
    /// - Throws: `SecretError.damaged` if the text cannot be encrypted, which does not happen with a key of this length.
    package func seal(_ secret: String, for place: SecretPlace) throws(SecretError) -> SealedSecret {
        do {
            let box = try AES.GCM.seal(Data(secret.utf8), using: cipherKey, authenticating: Data(place.text.utf8))
            guard let bytes = box.combined else { throw SecretError.damaged(place) }
            return SealedSecret(keyID: id, bytes: bytes)
        } catch {
            throw .damaged(place)
        }
    }

    /// Decrypts what was encrypted for the same place.
    ///
    /// - Throws: `SecretError.damaged` when it was changed or belongs to another place.
    package func open(_ sealed: SealedSecret, for place: SecretPlace) throws(SecretError) -> String {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.bytes)
            let bytes = try AES.GCM.open(box, using: cipherKey, authenticating: Data(place.text.utf8))
            guard let text = String(data: bytes, encoding: .utf8) else { throw SecretError.damaged(place) }
            return text
        } catch {
            throw .damaged(place)
        }
    }

    package static func == (left: SecretKey, right: SecretKey) -> Bool { left.id == right.id }
}
