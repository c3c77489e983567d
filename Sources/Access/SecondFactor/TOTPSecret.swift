import Crypto
import Foundation

/// What an authenticator app shares with this program: the seed of codes by time (RFC 6238).
///
/// Codes have six digits and change every thirty seconds, by HMAC-SHA-1, as every app knows them.
package struct TOTPSecret: Sendable, Hashable {
    private static let length = 20
    private static let seconds: Int64 = 30
    /// How many steps a clock may be wrong, forward and back.
    private static let window: Int64 = 1

    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func make() -> TOTPSecret {
        // The generator of the system is one for cryptography (getrandom on Linux).
        var random = SystemRandomNumberGenerator()
        return TOTPSecret(bytes: (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// The secret as people type it into an app: Base32 in groups of four.
    package var text: String {
        let letters = Array(Base32.text(of: bytes))
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }

    /// The address that the QR code holds.
    ///
    /// - Parameters:
    ///   - email: The user, as the app names the entry.
    ///   - issuer: The installation, as the app names the entry.
    /// - Returns: An address of the scheme `otpauth`.
    package func address(for email: String, issuer: String) -> String {
        let label = "\(Self.encoded(issuer)):\(Self.encoded(email))"
        return "otpauth://totp/\(label)?secret=\(Base32.text(of: bytes))&issuer=\(Self.encoded(issuer))"
    }

    /// The code at a step.
    func code(at step: Int64, digits: Int = 6) -> String {
        let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let key = SymmetricKey(data: bytes)
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step at which a code is right, if it is within the window and later than one.
    ///
    /// - Parameters:
    ///   - code: What was typed, without white space.
    ///   - now: The present time, in milliseconds.
    ///   - last: The step of the last code that was taken.
    /// - Returns: The step; `nil` when the code is wrong or was taken before.
    func step(of code: String, at now: Int64, after last: Int64) -> Int64? {
        let present = Self.step(at: now)
        var found: Int64?
        // Looks at every step, so that the time of the answer tells nothing.
        for step in (present - Self.window)...(present + Self.window)
        where Secret.hash(self.code(at: step)) == Secret.hash(code) && step > last {
            found = step
        }
        return found
    }

    static func step(at now: Int64) -> Int64 { now / 1000 / seconds }

    private static func encoded(_ text: String) -> String {
        let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}
