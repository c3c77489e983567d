import Crypto
import Foundation
package import Storage

/// What a signed token is good for; a token of one purpose is none of another.
package enum TokenPurpose: UInt8, Sendable, CaseIterable {
    case opening = 1
    case click = 2
    case unsubscription = 3
    case preferences = 4
    case confirmation = 5
    /// The address that mail servers report to.
    case bounce = 6
    /// When a form was shown, against programs that fill it in.
    case form = 7
}

/// Signs what stands in links, so that nobody can make up another.
///
/// A token is what it says, and sixteen bytes of HMAC-SHA-256 under the key of the installation, in letters that links
/// take as they are.
package struct TokenSigner: Sendable {
    private static let signatureLength = 16
    /// The setting that holds the key, encrypted.
    private static let setting = "signing-key"
    private let key: SymmetricKey

    /// Reads the key of the installation; the first one makes it, in a transaction that writes.
    ///
    /// - Throws: `StorageError`.
    package init(_ connection: any Connection) throws {
        func read() throws -> String? {
            try connection.firstRow("SELECT value FROM setting WHERE name = \(Self.setting)") { $0.text(0) }
        }
        var sealed = try read()
        if sealed == nil {
            let made = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            let stored = try connection.seal(made, as: .signingKey, row: Self.setting)
            try connection.execute(
                "INSERT INTO setting (name, value) VALUES (\(Self.setting), \(stored)) ON CONFLICT (name) DO NOTHING"
            )
            sealed = try read()
        }
        let text = try connection.open(sealed ?? "", as: .signingKey, row: Self.setting)
        guard let bytes = Data(base64Encoded: text), bytes.count == 32 else {
            throw StorageError(.corrupt, "the key that signs links cannot be read")
        }
        key = SymmetricKey(data: bytes)
    }

    /// Reads the key of the installation in a transaction of its own.
    ///
    /// - Throws: `StorageError`.
    package static func load(from database: any Database) async throws -> TokenSigner {
        // Making it takes a transaction that writes, which happens once.
        let isThere = try await database.read {
            try $0.firstRow("SELECT 1 FROM setting WHERE name = \(Self.setting)") { $0.integer(0) } != nil
        }
        return isThere
            ? try await database.read { try TokenSigner($0) } : try await database.write { try TokenSigner($0) }
    }

    /// A token that says something.
    package func token(_ purpose: TokenPurpose, _ payload: some Sequence<UInt8>) -> String {
        let bytes = [purpose.rawValue] + payload
        let text = Data(bytes + signature(of: bytes)).base64EncodedString()
        return text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// What a token says; nothing where it was not signed here, or for another purpose.
    package func payload(of token: some StringProtocol, _ purpose: TokenPurpose) -> [UInt8]? {
        // A token in a link may be cut or longer than any of ours; nothing is decoded then.
        guard token.utf8.count <= 8192, token.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var text = token.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: text).map(Array.init), bytes.count > Self.signatureLength,
            bytes[0] == purpose.rawValue
        else { return nil }
        let said = Array(bytes.dropLast(Self.signatureLength))
        let expected = signature(of: said)
        // In constant time, so that the time of the answer tells nothing.
        let difference = zip(expected, bytes.suffix(Self.signatureLength)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? Array(said.dropFirst()) : nil
    }

    private func signature(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key).prefix(Self.signatureLength))
    }
}

extension TokenSigner {
    /// A token for a number.
    package func token(_ purpose: TokenPurpose, number: Int64) -> String {
        token(purpose, withUnsafeBytes(of: number.bigEndian, Array.init))
    }

    /// The number that a token stands for, and what follows it.
    package func number(of token: some StringProtocol, _ purpose: TokenPurpose) -> (number: Int64, rest: [UInt8])? {
        guard let bytes = payload(of: token, purpose), bytes.count >= 8 else { return nil }
        let number = bytes.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return (number, Array(bytes.dropFirst(8)))
    }
}
