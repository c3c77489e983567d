import Foundation
import Testing

@testable import Secrets

struct SecretKeyTests {
    private static let place = SecretPlace(table: "a", column: "b", row: "1")

    @Test(arguments: ["", "pass word", "zażółć 🗝️", String(repeating: "x", count: 100_000)])
    func `a secret comes back from its place`(secret: String) throws {
        let key = SecretKey.make()
        let text = try key.seal(secret, for: Self.place).text
        #expect(!text.contains("pass word"))
        let sealed = try #require(SealedSecret(text))
        #expect(sealed.keyID == key.id)
        #expect(try key.open(sealed, for: Self.place) == secret)
    }

    @Test(arguments: [
        SecretPlace(table: "a", column: "b", row: "2"), SecretPlace(table: "a", column: "c", row: "1"),
        SecretPlace(table: "d", column: "b", row: "1"),
    ])
    func `a secret does not open in another place`(other: SecretPlace) throws {
        let key = SecretKey.make()
        let sealed = try key.seal("secret", for: Self.place)
        #expect(throws: SecretError.damaged(other)) { try key.open(sealed, for: other) }
    }

    @Test func `another key opens nothing`() throws {
        let sealed = try SecretKey.make().seal("secret", for: Self.place)
        #expect(throws: SecretError.damaged(Self.place)) { try SecretKey.make().open(sealed, for: Self.place) }
    }

    @Test func `a changed byte anywhere is noticed`() throws {
        let key = SecretKey.make()
        let sealed = try key.seal("secret", for: Self.place)
        for index in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[index] ^= 1
            let changed = SealedSecret(keyID: sealed.keyID, bytes: bytes)
            #expect(throws: SecretError.damaged(Self.place)) { try key.open(changed, for: Self.place) }
        }
        let short = SealedSecret(keyID: sealed.keyID, bytes: sealed.bytes.prefix(20))
        #expect(throws: SecretError.damaged(Self.place)) { try key.open(short, for: Self.place) }
    }

    @Test func `the same secret never looks the same`() throws {
        let key = SecretKey.make()
        let texts = try (0..<100).map { _ in try key.seal("secret", for: Self.place).text }
        #expect(Set(texts).count == 100)
    }

    @Test(arguments: [
        "", "secret", "{\"a\":1}", "sealed:", "sealed:2:ab:AAAA", "sealed:1:ab", "sealed:1:ab:*", "sealed:1:a:b:c",
    ])
    func `other texts are no encrypted secrets`(text: String) {
        #expect(SealedSecret(text) == nil)
    }

    @Test func `the name of a key is stable and says nothing of it`() throws {
        let key = try #require(SecretKey(line: Data(repeating: 7, count: 32).base64EncodedString()))
        #expect(key.id == "d3b7acf2a33ed93b")
        #expect(SecretKey(line: Data(repeating: 7, count: 31).base64EncodedString()) == nil)
    }
}
