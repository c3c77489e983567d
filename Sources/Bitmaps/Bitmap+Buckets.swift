/// A block of 65,536 neighbouring contact numbers, named by their high 16 bits.
package struct Bucket: Hashable, Sendable, Comparable {
    package let number: UInt16

    package init(_ number: UInt16) {
        self.number = number
    }

    /// The bucket that a contact number belongs to.
    package init(containing number: UInt32) {
        self.number = UInt16(number >> 16)
    }

    /// Every number that the bucket can hold.
    package var range: ClosedRange<UInt32> {
        let lower = UInt32(number) << 16
        return lower...(lower | 0xFFFF)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension Bitmap {
    /// The buckets that hold at least one member, in ascending order.
    package var buckets: [Bucket] {
        var result: [Bucket] = []
        var position = 0
        let total = count
        while position < total, let number = numbers(from: position, limit: 1).first {
            let bucket = Bucket(containing: number)
            result.append(bucket)
            position = rank(of: bucket.range.upperBound)
        }
        return result
    }

    /// The members that lie in one bucket.
    package func intersection(_ bucket: Bucket) -> Bitmap {
        intersection(Bitmap(bucket.range))
    }
}
