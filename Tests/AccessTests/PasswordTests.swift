import Contacts
import Foundation
import Storage
import TestSupport
import Testing

@testable import Access

struct PasswordTests {
    @Test func `scrypt gives what RFC 7914 says`() throws {
        let salt = Data("SodiumChloride".utf8).base64EncodedString()
        let key = """
            70 23 bd cb 3a fd 73 48 46 1c 06 cd 81 fd 38 eb fd a8 fb ba 90 4f 8e 3e a9 b5 43 f6 54 5d a1 f2
            d5 43 29 55 61 3f 0f cf 62 d4 97 05 24 2a 9a f9 e6 1e 85 dc 0d 65 1e 40 df cf 01 7b 45 57 58 87
            """
            .split { " \n".contains($0) }.compactMap { UInt8($0, radix: 16) }
        let text = "scrypt$ln=14,r=8,p=1$\(salt)$\(Data(key).base64EncodedString())"
        let hash = try #require(PasswordHash(text: text))
        #expect(hash.text == text)
        #expect(try hash.matches("pleaseletmein"))
        #expect(try !hash.matches("pleaseletmein "))
    }

    @Test func `a hash is another one each time, and never the password`() throws {
        let first = try PasswordHash(of: AccessWorld.password, cost: .forTests)
        let second = try PasswordHash(of: AccessWorld.password, cost: .forTests)
        #expect(first.salt.count == 16)
        #expect(first.key.count == 32)
        #expect(first.salt != second.salt)
        #expect(first.key != second.key)
        #expect(first.text.hasPrefix("scrypt$ln=4,r=1,p=1$"))
        #expect(PasswordHash(text: first.text) == first)
    }

    @Test(arguments: [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń".decomposedStringWithCanonicalMapping), ("ﬁnd twelve", "find twelve"),
        ("Ｆｕｌｌｗｉｄｔｈ", "Fullwidth"),
    ])
    func `one password in two spellings is one password`(left: String, right: String) throws {
        let hash = try PasswordHash(of: left, cost: .forTests)
        #expect(!left.utf8.elementsEqual(right.utf8))
        #expect(try hash.matches(right))
    }

    @Test(arguments: AwkwardText.all) func `any text can be hashed`(text: String) throws {
        let hash = try PasswordHash(of: text, cost: .forTests)
        #expect(try hash.matches(text))
        #expect(try !hash.matches(text + "x"))
    }

    @Test(arguments: [
        "", "scrypt", "scrypt$ln=15,r=8,p=3$$", "bcrypt$ln=15,r=8,p=3$AAAA$AAAAAAAAAAAAAAAAAAAAAA==",
        "scrypt$ln=21,r=8,p=3$AAAA$AAAAAAAAAAAAAAAAAAAAAA==", "scrypt$ln=0,r=8,p=3$AAAA$AAAAAAAAAAAAAAAAAAAAAA==",
        "scrypt$ln=15,r=8$AAAA$AAAAAAAAAAAAAAAAAAAAAA==", "scrypt$ln=15,r=8,p=3$AAAA$AAAA",
        "scrypt$ln=15,r=8,p=3$AAAA$AAAAAAAAAAAAAAAAAAAAAA==$", "scrypt$ln=15,r=8,p=3$?$AAAAAAAAAAAAAAAAAAAAAA==",
    ])
    func `what is no hash is not read as one`(text: String) {
        #expect(PasswordHash(text: text) == nil)
    }

    @Test func `the standard cost is what OWASP asks for at least`() throws {
        #expect(PasswordCost.standard == PasswordCost(logarithm: 15, blockSize: 8, parallelism: 3))
        let hash = try PasswordHash(of: AccessWorld.password, cost: .standard)
        #expect(hash.text.hasPrefix("scrypt$ln=15,r=8,p=3$"))
        #expect(PasswordCost(logarithm: 0, blockSize: 8, parallelism: 3) == nil)
        #expect(PasswordCost(logarithm: 15, blockSize: 33, parallelism: 3) == nil)
        #expect(PasswordCost(logarithm: 15, blockSize: 8, parallelism: 0) == nil)
    }

    @Test(arguments: [
        ("", PasswordError.tooShort(actual: 0)), ("elevenchars", .tooShort(actual: 11)),
        (String(repeating: "e\u{301}", count: 11), .tooShort(actual: 11)),
        (String(repeating: "x", count: 12), .oneCharacter), (String(repeating: "e\u{301}", count: 12), .oneCharacter),
        (String(repeating: "ab", count: 513), .tooLong), ("ANNA.nowak@example.com", .emailAddress),
        (" anna.nowak@example.com", .emailAddress),
    ])
    func `a weak password is refused with a reason`(password: String, error: PasswordError) {
        #expect(throws: error) { try PasswordRules.check(password, of: PasswordOwner(email: "Anna.Nowak@example.com")) }
        #expect(!error.message.isEmpty)
    }

    @Test(arguments: [
        "correct horse", "twelve chars", "żółta kaczka", "another password", "four random words do",
        "a long enough one",
        "Xk9#mP2$vL7q", "734918265017", "jablko zeleny vlak", "monkey dragon shadow river", "пароль от почты",
        String(repeating: "correct horse ", count: 70),
    ])
    func `a long password is good where it is not what people choose first`(password: String) throws {
        try PasswordRules.check(password, of: Self.owner)
    }

    @Test(arguments: [
        "password1234", "P@ssw0rd2026!", "Password12345678", "passwordpassword", "qwertyuiop12", "qwertyuiop[]",
        "1qaz2wsx3edc", "q1w2e3r4t5y6", "123456789012", "098765432109", "abcdefghijkl", "zaq12wsxcde3", "aaaabbbbcccc",
        "abcabcabcabc", "xkqxkqxkqxkqxkq", "            x", "ababababababab", "letmein-letmein", "iloveyou2024!!",
        "Summer2026!!!!", "haslohaslo123", "Warszawa2025!", "passwort1234", "trustno1trustno1", "admin@admin.admin",
    ])
    func `what people choose first is refused`(password: String) {
        #expect(throws: PasswordError.common) { try PasswordRules.check(password, of: Self.owner) }
    }

    @Test(arguments: [
        "AnnaNowak1985", "nowak.anna.2026", "4nn4N0w4k!!!", "n0w4k19850412", "Kartoteka2026", "k@rtoteka-1234",
        "crm.bluebird.example", "BlueBird2026!", "bluebird-anna1", "annanowakanna",
    ])
    func `what everybody knows of the user is no password`(password: String) {
        #expect(throws: PasswordError.common) { try PasswordRules.check(password, of: Self.owner) }
        #expect(throws: Never.self) { try PasswordRules.check("another password", of: Self.owner) }
    }

    private static let owner = PasswordOwner(
        email: "anna.nowak@example.com",
        name: "Anna Nowak",
        host: "crm.bluebird.example"
    )

    @Test(arguments: StoreKind.available)
    func `the rules hold wherever a password is chosen`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let address = try #require(URL(string: "https://bluebird.example"))
            try await world.database.write { try Workspace.setPublicAddress(address, in: $0) }
            let user = try await world.join("anna@example.com")
            let link = try await world.links.forPassword(of: user.id)
            await #expect(throws: PasswordError.common) {
                _ = try await world.links.setPassword(token: link, password: "bluebird-2026")
            }
            await #expect(throws: PasswordError.common) {
                try await world.desk.changePassword(
                    of: user.id,
                    from: AccessWorld.password,
                    to: "bluebird-2026",
                    keeping: nil
                )
            }
            #expect(try await world.links.purpose(of: link) == .password(user), "the link still works")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a password kept at another cost is hashed again at sign-in`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            let before = try await world.column("SELECT password FROM user_account")
            try await world.signIn("anna@example.com")
            #expect(try await world.column("SELECT password FROM user_account") == before)
            let cost = try #require(PasswordCost(logarithm: 5, blockSize: 2, parallelism: 1))
            _ = try await world.desk(cost: cost).signIn(
                email: "anna@example.com",
                password: AccessWorld.password,
                from: SignInPlace(address: "192.0.2.1", agent: "")
            )
            let after = try await world.column("SELECT password FROM user_account")
            #expect(before[0].hasPrefix("scrypt$ln=4,r=1,p=1$"))
            #expect(after[0].hasPrefix("scrypt$ln=5,r=2,p=1$"))
            try await world.signIn("anna@example.com")
        }
    }
}
