import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: enough to recognise it, too little to find it.
///
/// Making and checking one takes long on purpose: go through `PasswordHasher`.
struct PasswordHash: Sendable, Equatable {
    private static let name = "scrypt"
    private static let saltLength = 16
    private static let keyLength = 32

    let cost: PasswordCost
    let salt: [UInt8]
    let key: [UInt8]

    /// Hashes a password with a salt of its own.
    init(of password: String, cost: PasswordCost) throws {
        var random = SystemRandomNumberGenerator()
        salt = (0..<Self.saltLength).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        self.cost = cost
        key = try Self.derive(password, salt, cost, length: Self.keyLength)
    }

    /// Reads the form in which the database keeps it, `scrypt$ln=15,r=8,p=3$SALT$KEY`.
    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == Self.name, let cost = Self.cost(parts[1]),
            let salt = Data(base64Encoded: String(parts[2])), !salt.isEmpty,
            let key = Data(base64Encoded: String(parts[3])), key.count >= 16
        else { return nil }
        self.cost = cost
        self.salt = Array(salt)
        self.key = Array(key)
    }

    /// The form in which the database keeps it.
    var text: String {
        let parameters = "ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "\(Self.name)$\(parameters)$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    /// Whether this is the password; takes as long for every wrong one as for the right one.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt, cost, length: key.count)
        var difference: UInt8 = 0
        for (left, right) in zip(key, other) { difference |= left ^ right }
        return difference == 0 && key.count == other.count
    }

    private static func derive(
        _ password: String,
        _ salt: [UInt8],
        _ cost: PasswordCost,
        length: Int
    ) throws -> [UInt8] {
        // Keyboards compose letters differently, so that one password arrives in several spellings.
        let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            // The library traps on no bytes at all, and anybody can send an empty form.
            from: bytes.isEmpty ? [0] : bytes,
            salt: salt,
            outputByteCount: length,
            rounds: cost.rounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return key.withUnsafeBytes { Array($0) }
    }

    private static func cost(_ text: Substring) -> PasswordCost? {
        guard let match = text.wholeMatch(of: /ln=([0-9]{1,2}),r=([0-9]{1,2}),p=([0-9]{1,2})/),
            let logarithm = Int(match.1), let blockSize = Int(match.2), let parallelism = Int(match.3)
        else { return nil }
        return PasswordCost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    }
}
