import Bitmaps
import TestSupport
import Testing

struct BitmapSerialisationTests {
    @Test func `a bitmap comes back from its bytes`() throws {
        var random = SeededGenerator(for: "a bitmap comes back from its bytes")
        for round in 0..<60 {
            let bitmap = Bitmap(RandomNumbers.set(using: &random))
            let back = try Bitmap(serialized: bitmap.serialized)
            #expect(back == bitmap, "round \(round)")
            #expect(back.serialized == bitmap.serialized, "round \(round)")
        }
        #expect(try Bitmap(serialized: Bitmap().serialized).isEmpty)
        #expect(try Bitmap(serialized: Bitmap(0...(.max)).serialized).count == 1 << 32)
    }

    /// The stored form must not change under old databases: bytes of the Roaring format specification.
    @Test func `the bytes are those of the portable format`() throws {
        let array: [UInt8] = [0x3A, 0x30, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 16, 0, 0, 0, 1, 0, 3, 0]
        #expect(Bitmap([1, 3]).serialized == array)
        let run: [UInt8] = [0x3B, 0x30, 0, 0, 1, 1, 0, 0xE7, 0x03, 1, 0, 5, 0, 0xE7, 0x03]
        #expect(Bitmap(65_541...66_540).serialized == run)
    }

    @Test func `bytes that are no bitmap are refused`() {
        let whole = Bitmap([1, 2, 3, 70_000, 1_000_000]).serialized
        for length in 0..<whole.count {
            #expect(throws: BitmapError.corrupt) { try Bitmap(serialized: Array(whole.prefix(length))) }
        }
        #expect(throws: BitmapError.corrupt) { try Bitmap(serialized: whole + [0]) }
        #expect(throws: BitmapError.corrupt) { try Bitmap(serialized: Array(repeating: 0xFF, count: 100)) }
    }
}
