import Contacts
import Testing

struct CouponNameTests {
    @Test(arguments: [
        ("SPRING26", "SPRING26"), (" spring-26_b ", "SPRING-26_B"), ("7", "7"),
        (String(repeating: "x", count: 64), String(repeating: "X", count: 64)),
    ])
    func `a name is kept in upper case`(given: String, kept: String) throws {
        #expect(try CouponName(given).text == kept)
    }

    @Test(arguments: [
        ("", CouponNameError.empty), (" \n", .empty), ("SPRING 26", .unfitCharacter(" ")),
        ("ŻÓŁW", .unfitCharacter("Ż")), ("a.b", .unfitCharacter(".")), ("a\r\nb", .unfitCharacter("\r\n")),
        ("٣", .unfitCharacter("٣")), ("A\u{301}", .unfitCharacter("A\u{301}")),
        (String(repeating: "x", count: 65), .tooLong(limit: 64, actual: 65)),
    ])
    func `a name has no spaces and no marks`(given: String, error: CouponNameError) {
        #expect(throws: error) { try CouponName(given) }
        #expect(!error.problem.isEmpty)
    }
}
