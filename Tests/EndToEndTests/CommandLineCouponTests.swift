import Foundation
import Storage
import TestSupport
import Testing

struct CommandLineCouponTests {
    private struct Summary: Decodable, Equatable {
        struct List: Decodable, Equatable {
            let codes: Int
            let given: Int
            let left: Int
        }

        let name: String
        let total: Int
        let valid: Int
        let used: Int
        let expired: Int
        var list: List?
    }

    private struct Exported: Decodable {
        let email: String
        let code: String
        let used: String?
    }

    @Test(arguments: StoreKind.available)
    func `coupons are generated, listed, exported and redeemed`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            let plan = "actions: [generate-coupon: { name: spring26, length: 10, valid-days: 7 }]"
            let preview = try world.run("preview", "-", input: plan)
            #expect(preview.contains("a code of 10 characters, valid until"))
            try world.run("run", "-", input: plan)
            let list = try world.json([Summary].self, "coupon")
            #expect(list == [Summary(name: "SPRING26", total: 30, valid: 30, used: 0, expired: 0)])
            let lines = try world.run("coupon", "export", "spring26").split(separator: "\n")
            #expect(lines.count == 31 && lines[0] == #""email","code","created","expires","used""#)
            let coupons = try world.json([Exported].self, "coupon", "export", "SPRING26")
            #expect(
                Set(coupons.map(\.code)).count == 30 && coupons.allSatisfy { $0.code.count == 10 && $0.used == nil }
            )

            let redeemed = try world.run("coupon", "redeem", "SPRING26", coupons[3].code.lowercased())
            #expect(redeemed == "\(coupons[3].email)\n")
            let again = try world.run("coupon", "redeem", "SPRING26", coupons[3].code, code: 65)
            #expect(again.contains("used already, on 20"))
            let unknown = try world.run("coupon", "redeem", "OTHER", coupons[4].code, code: 65)
            #expect(unknown.contains("there is no such coupon"))
            #expect(try world.run("coupon", "redeem", "A B", "X", code: 65).contains("has a space"))
            #expect(try world.run("count", "coupon.SPRING26 = used") == "1\n")
            #expect(try world.run("count", "coupon.spring26 = valid") == "29\n")
            #expect(try world.run("select", "coupon.SPRING26 = used") == "\(coupons[3].email)\n")
            #expect(try world.run("coupon", "export", "OTHER", code: 65).contains("there is no coupon OTHER"))

            let codes = try world.file("codes.csv", "code;comment\nOWN-0001;a\n OWN-0002 ;b\nOWN-0001;c\nno\n")
            let report = try world.run("coupon", "import-list", codes, "--name", "spring26")
            #expect(report.hasPrefix("2 codes added to SPRING26\n"))
            #expect(report.contains("1 code left out, in use already, or twice in the file: OWN-0001"))
            #expect(report.contains("1 code left out, not of 5 to 64 characters, or with white space: no"))
            let own = Summary.List(codes: 2, given: 0, left: 2)
            #expect(
                try world.json([Summary].self, "coupon")
                    == [Summary(name: "SPRING26", total: 30, valid: 29, used: 1, expired: 0, list: own)]
            )
            try world.run("coupon", "import-list", codes, "--name", "gift")
            let listing = try world.run("coupon").split(separator: "\n")
            #expect(listing.suffix(2).first == "GIFT  list of 2 codes  0 given out  2 left")
            #expect(listing.last == "SPRING26  list of 2 codes  0 given out  2 left")
            #expect(try world.json([Summary].self, "coupon").map(\.name) == ["GIFT", "SPRING26"])
            try world.run("user", "add", "anna@shop.example", "--role", "marketer")
            #expect(try world.run("coupon", "--as", "anna@shop.example") == "")
        }
    }
}
