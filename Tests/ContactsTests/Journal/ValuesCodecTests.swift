import TestSupport
import Testing

@testable import Contacts

struct ValuesCodecTests {
    private static let values: [FacetValue] =
        [.none, .yes, .no, .integer(.min), .integer(.max), .integer(-1), .tag(score: .min, addedAt: .max)]
        + [.stage(StageID(.max), since: .min, value: nil), .stage(StageID(1), since: 2, value: .max)]
        + [nil, 0, .min].map { .coupon(CouponTimes(createdAt: .max, expiresAt: -1, usedAt: $0)) }
        + passages.map { .passage($0) }
        + AwkwardText.all.map { .text($0) }
        + [Evidence(), Evidence(line: .max), Evidence(line: 1, version: 2), Evidence(address: "ł", wording: 3)]
        .map { .evidence($0) } + AwkwardText.all.map { .evidence(Evidence(userAgent: $0, text: $0)) }
    private static let passages = [
        Passage(launches: 1, launchedAt: .max),
        Passage(launches: .max, launchedAt: 0, place: Place(version: 1, node: NodeID(0), since: 1, dueAt: nil)),
        Passage(
            launches: 2,
            launchedAt: .min,
            place: Place(version: .max, node: NodeID(.max), since: .min, dueAt: .max, depth: 25, flags: [.failed])
        ),
    ]

    @Test func `values come back from their bytes`() throws {
        for value in Self.values {
            #expect(try ValuesCodec.decode(ValuesCodec.encode(.same(value))) == .same(value))
        }
        #expect(try ValuesCodec.decode(ValuesCodec.encode(.each(Self.values))) == .each(Self.values))
        #expect(try ValuesCodec.decode(ValuesCodec.encode(.each([]))) == .each([]))
        let bucket = (0..<65_536).map { FacetValue.integer(Int64($0)) }
        #expect(try ValuesCodec.decode(ValuesCodec.encode(.each(bucket))) == .each(bucket))
    }

    /// The stored form must not change under old databases.
    @Test func `the bytes stay as they are`() {
        #expect(ValuesCodec.encode(.same(.none)) == [0, 0])
        #expect(ValuesCodec.encode(.same(.integer(-2))) == [0, 1, 3])
        #expect(ValuesCodec.encode(.same(.text("ł"))) == [0, 2, 4, 0xC5, 0x82])
        #expect(ValuesCodec.encode(.same(.evidence(Evidence(line: 5)))) == [0, 12, 10])
        #expect(
            ValuesCodec.encode(.same(.evidence(Evidence(line: 5, address: "a", wording: 2))))
                == [0, 13, 10, 4, 0, 2, 97, 0, 0]
        )
        #expect(ValuesCodec.encode(.same(.stage(StageID(3), since: 4, value: nil))) == [0, 5, 6, 8])
        #expect(ValuesCodec.encode(.same(.stage(StageID(3), since: 4, value: 0))) == [0, 6, 6, 8, 0])
        #expect(
            ValuesCodec.encode(
                .each([
                    .coupon(CouponTimes(createdAt: 1, expiresAt: 2)),
                    .coupon(CouponTimes(createdAt: 1, expiresAt: 2, usedAt: 3)),
                ])
            ) == [1, 4, 7, 2, 4, 8, 2, 4, 6]
        )
        let place = Place(version: 3, node: NodeID(4), since: 5, dueAt: nil, depth: 6, flags: .failed)
        var passage = Passage(launches: 1, launchedAt: 2)
        #expect(ValuesCodec.encode(.same(.passage(passage))) == [0, 9, 2, 4])
        passage.place = place
        #expect(ValuesCodec.encode(.same(.passage(passage))) == [0, 11, 2, 4, 6, 8, 10, 12, 8])
        passage.place?.dueAt = 7
        #expect(ValuesCodec.encode(.same(.passage(passage))) == [0, 10, 2, 4, 6, 8, 10, 14, 12, 8])
        #expect(
            ValuesCodec.encode(.each([.integer(300), .tag(score: 1, addedAt: 2)])) == [1, 4, 1, 0xD8, 0x04, 3, 2, 4]
        )
    }

    @Test func `bytes that were never written are refused`() {
        let endless: [UInt8] = Array(repeating: 0xFF, count: 12)
        let longest: [UInt8] = [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        for bytes: [UInt8] in [
            [], [0], [1], [2, 0], [0, 12], [0, 1], [0, 2, 10, 0x61], [0, 2, 1], [0, 1] + endless, [0, 2] + longest,
            [1] + longest, [1, 4, 0], [0, 0, 0], [1, 2, 0, 0],
        ] {
            #expect(throws: JournalError.corruptValues, "\(bytes)") { try ValuesCodec.decode(bytes) }
        }
    }

    @Test func `no bytes crash the reader`() {
        var random = SeededGenerator(for: "no bytes crash the reader")
        let whole = ValuesCodec.encode(.each(Self.values.filter { $0 != .text(AwkwardText.all.last ?? "") }))
        for _ in 0..<2_000 {
            var bytes = Array(whole.prefix(random.int(0...min(whole.count, 200))))
            for _ in 0..<random.int(1...4) where !bytes.isEmpty {
                bytes[random.int(0...(bytes.count - 1))] = random.pick([0, 1, 2, 3, 5, 6, 0x7F, 0x80, 0xFE, 0xFF])
            }
            guard let values = try? ValuesCodec.decode(bytes) else { continue }
            #expect((try? ValuesCodec.decode(ValuesCodec.encode(values))) == values)
        }
    }
}
