import Bitmaps
import TestSupport
import Testing

/// The members have an order: ranks, pages, borders and buckets follow it.
struct BitmapOrderTests {
    @Test func `ranks and pages agree with the sorted members`() {
        var random = SeededGenerator(for: "ranks and pages agree with the sorted members")
        for round in 0..<40 {
            let members = RandomNumbers.set(using: &random).sorted()
            let bitmap = Bitmap(members)
            #expect(bitmap.first == members.first && bitmap.last == members.last, "round \(round)")
            #expect(bitmap.count == members.count && bitmap.isEmpty == members.isEmpty, "round \(round)")
            for _ in 0..<20 {
                let number = RandomNumbers.number(using: &random)
                #expect(bitmap.rank(of: number) == members.count { $0 <= number }, "round \(round)")
                let offset = random.int(0...(members.count + 3))
                let limit = random.int(0...100)
                #expect(
                    bitmap.numbers(from: offset, limit: limit) == Array(members.dropFirst(offset).prefix(limit)),
                    "round \(round), \(limit) from \(offset)"
                )
            }
            var paged: [UInt32] = []
            while paged.count < members.count { paged += bitmap.numbers(from: paged.count, limit: 977) }
            #expect(paged == members, "round \(round)")
        }
    }

    @Test func `contiguous means without a gap`() {
        #expect(Bitmap(5...5).isContiguous)
        #expect(Bitmap(65_000...66_000).isContiguous)
        #expect(Bitmap([.max]).isContiguous)
        #expect(!Bitmap().isContiguous)
        #expect(!Bitmap([1, 3]).isContiguous)
        #expect(!Bitmap([0, .max]).isContiguous)
    }

    @Test func `every number can be held at once`() {
        let all = Bitmap(0...(.max))
        #expect(all.count == 1 << 32)
        #expect(all.isContiguous && all.first == 0 && all.last == .max)
        #expect(all.rank(of: .max) == 1 << 32)
        #expect(all.numbers(from: (1 << 32) - 2, limit: 10) == [.max - 1, .max])
        #expect(Bitmap(0...6_553_599).buckets.count == 100)
    }

    @Test func `buckets cut a set into its neighbourhoods`() {
        var random = SeededGenerator(for: "buckets cut a set into its neighbourhoods")
        for round in 0..<40 {
            let members = RandomNumbers.set(using: &random)
            let bitmap = Bitmap(members)
            let expected = Set(members.map { UInt16($0 >> 16) }).sorted()
            #expect(bitmap.buckets.map(\.number) == expected, "round \(round)")
            var whole = Bitmap()
            for bucket in bitmap.buckets {
                let part = bitmap.intersection(bucket)
                #expect(part.numbers.allSatisfy { Bucket(containing: $0) == bucket }, "round \(round)")
                #expect(!part.isEmpty && !whole.intersects(part), "round \(round)")
                whole.formUnion(part)
            }
            #expect(whole == bitmap, "round \(round)")
        }
    }

    @Test func `a bucket has 65,536 numbers and borders`() {
        #expect(Bucket(0).range == 0...65_535)
        #expect(Bucket(1).range == 65_536...131_071)
        #expect(Bucket(.max).range == 4_294_901_760...(.max))
        #expect(Bucket(containing: 65_535) == Bucket(0))
        #expect(Bucket(containing: 65_536) == Bucket(1))
        #expect(Bucket(1) < Bucket(2))
    }
}
