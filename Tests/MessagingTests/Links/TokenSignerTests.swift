import Foundation
import Messaging
import Storage
import TestSupport
import Testing

struct TokenSignerTests {
    @Test(arguments: StoreKind.available)
    func `what was signed comes back, and nothing else`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let signer = try await TokenSigner.load(from: database)
            // Every program on the database has the same key.
            let other = try await TokenSigner.load(from: database)
            var random = SeededGenerator(for: "what was signed comes back")
            for length in [0, 1, 2, 3, 8, 9, 500] + (0..<50).map({ _ in random.int(0...100) }) {
                let payload = (0..<length).map { _ in UInt8(random.int(0...255)) }
                let purpose = random.pick(TokenPurpose.allCases)
                let token = signer.token(purpose, payload)
                #expect(other.payload(of: token, purpose) == payload)
                #expect(token.utf8.allSatisfy { ("0"..."z").contains(Character(Unicode.Scalar($0))) || $0 == 45 })
                for wrong in TokenPurpose.allCases where wrong != purpose {
                    #expect(signer.payload(of: token, wrong) == nil)
                }
                var bytes = Array(token.utf8)
                let place = random.int(0...bytes.count - 1)
                bytes[place] = bytes[place] == 65 ? 66 : 65
                let forged = String(decoding: bytes, as: UTF8.self)
                // The last letter holds bits that say nothing.
                #expect(signer.payload(of: forged, purpose) == nil || place == bytes.count - 1)
                #expect(signer.payload(of: token.dropLast(4), purpose) == nil)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the key is read once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let shared = SharedSigner()
            let token = try await shared.signer(from: database).token(.click, number: 7)
            #expect(try await TokenSigner.load(from: database).number(of: token, .click)?.number == 7)
            try await database.execute("DELETE FROM setting WHERE name = 'signing-key'")
            #expect(try await shared.signer(from: database).number(of: token, .click)?.number == 7)
        }
    }

    @Test func `another installation signs otherwise`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { first in
            let token = try await TokenSigner.load(from: first).token(.opening, number: 7)
            #expect(try await TokenSigner.load(from: first).number(of: token, .opening)?.number == 7)
            try await TestDatabase.withDatabase(.sqlite) { second in
                let stranger = try await TokenSigner.load(from: second)
                #expect(stranger.number(of: token, .opening) == nil)
            }
        }
    }

    @Test func `no text from outside makes the reader stumble`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            let signer = try await TokenSigner.load(from: database)
            var random = SeededGenerator(for: "no text from outside")
            for text in AwkwardText.all + ["", "=", "A", "====", String(repeating: "A", count: 100_000)] {
                #expect(signer.payload(of: text, .click) == nil && signer.number(of: text, .click) == nil)
            }
            for _ in 0..<500 {
                let bytes = (0..<random.int(0...60)).map { _ in UInt8(random.int(0...255)) }
                #expect(signer.payload(of: String(decoding: bytes, as: UTF8.self), .click) == nil)
            }
            #expect(signer.number(of: signer.token(.click, [1, 2]), .click) == nil)
        }
    }
}
