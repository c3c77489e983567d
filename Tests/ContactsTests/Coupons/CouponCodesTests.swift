import Contacts
import TestSupport
import Testing

struct CouponCodesTests {
    @Test func `no character of a code looks like another`() {
        let alphabet = String(decoding: CouponCode.alphabet, as: UTF8.self)
        #expect(Set(alphabet).count == 31 && alphabet.count == 31)
        for lookalike in "0O1IL" { #expect(!alphabet.contains(lookalike)) }
        #expect(alphabet == alphabet.uppercased())
    }

    @Test func `every character is as likely as every other`() {
        var codes = CouponCodes(SeededGenerator(seed: 5))
        var counts: [Character: Int] = [:]
        for character in codes.code(310_000) { counts[character, default: 0] += 1 }
        #expect(counts.count == 31)
        // 10,000 are expected, with a standard deviation of 98: seven of them either way.
        for (character, count) in counts { #expect((9_300...10_700).contains(count), "\(character): \(count)") }
    }

    @Test func `codes that are taken are drawn anew`() throws {
        var codes = CouponCodes(SeededGenerator(seed: 6))
        var asked = 0
        let drawn = try codes.draw(1_000, length: 5) { fresh in
            asked += fresh.count
            return fresh.filter { $0.hasPrefix("2") || $0.hasPrefix("3") || $0.hasPrefix("4") }
        }
        #expect(Set(drawn).count == 1_000)
        #expect(drawn.allSatisfy { $0.count == 5 && !"234".contains($0.first ?? "2") })
        #expect(asked > 1_000)
    }

    @Test func `a million codes of the least length that fits are all different`() throws {
        var codes = CouponCodes(SystemRandomNumberGenerator())
        #expect(CouponCode.isEnough(length: 5, for: 1_000_000))
        let drawn = try codes.draw(1_000_000, length: 5) { _ in [] }
        #expect(Set(drawn).count == 1_000_000)
    }

    @Test func `a tenth of the codes of a length may be in use`() {
        #expect(CouponCode.capacity(length: 5) == 2_862_915)
        #expect(CouponCode.isEnough(length: 5, for: 2_862_915))
        #expect(!CouponCode.isEnough(length: 5, for: 2_862_916))
        for length in CouponCode.lengths.dropFirst(2) {
            #expect(CouponCode.isEnough(length: length, for: 2_000_000_000), "\(length)")
        }
    }
}
