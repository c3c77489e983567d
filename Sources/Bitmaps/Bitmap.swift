import CRoaring

/// A set of contact numbers, compressed (a Roaring bitmap) and with value semantics.
///
/// Copies share storage until one of them changes.
package struct Bitmap: Sendable {
    private var storage: RoaringBox

    /// An empty set.
    package init() {
        storage = RoaringBox(roaring_bitmap_create())
    }

    /// The set of the given numbers, in any order.
    package init(_ numbers: some Sequence<UInt32>) {
        self.init()
        insert(contentsOf: Array(numbers))
    }

    /// The set of every number in the closed range.
    package init(_ range: ClosedRange<UInt32>) {
        self.init()
        roaring_bitmap_add_range_closed(storage.pointer, range.lowerBound, range.upperBound)
    }

    private init(owning pointer: UnsafeMutablePointer<roaring_bitmap_t>?) {
        storage = RoaringBox(pointer)
    }

    /// How many numbers are in the set.
    package var count: Int { Int(roaring_bitmap_get_cardinality(storage.pointer)) }

    package var isEmpty: Bool { roaring_bitmap_is_empty(storage.pointer) }

    /// The smallest number, if any.
    package var first: UInt32? { isEmpty ? nil : roaring_bitmap_minimum(storage.pointer) }

    /// The largest number, if any.
    package var last: UInt32? { isEmpty ? nil : roaring_bitmap_maximum(storage.pointer) }

    package func contains(_ number: UInt32) -> Bool {
        roaring_bitmap_contains(storage.pointer, number)
    }

    /// Whether the numbers follow each other without a gap.
    package var isContiguous: Bool {
        guard let first, let last else { return false }
        return Int(last - first) + 1 == count
    }

    package mutating func insert(_ number: UInt32) {
        roaring_bitmap_add(unique(), number)
    }

    package mutating func remove(_ number: UInt32) {
        roaring_bitmap_remove(unique(), number)
    }

    /// Adds many numbers at once; ascending order is fastest.
    package mutating func insert(contentsOf numbers: [UInt32]) {
        guard !numbers.isEmpty else { return }
        let pointer = unique()
        numbers.withUnsafeBufferPointer { roaring_bitmap_add_many(pointer, $0.count, $0.baseAddress) }
    }

    /// Every number in ascending order.
    package var numbers: [UInt32] {
        let count = count
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let base = buffer.baseAddress { roaring_bitmap_to_uint32_array(storage.pointer, base) }
            initialized = count
        }
    }

    /// The numbers at positions `offset ..< offset + limit` in ascending order.
    package func numbers(from offset: Int, limit: Int) -> [UInt32] {
        let available = Swift.max(0, Swift.min(limit, count - offset))
        guard available > 0 else { return [] }
        return [UInt32](unsafeUninitializedCapacity: available) { buffer, initialized in
            if let base = buffer.baseAddress {
                roaring_bitmap_range_uint32_array(storage.pointer, offset, available, base)
            }
            initialized = available
        }
    }

    /// How many members are not larger than the number.
    package func rank(of number: UInt32) -> Int {
        Int(roaring_bitmap_rank(storage.pointer, number))
    }

    private mutating func unique() -> UnsafeMutablePointer<roaring_bitmap_t> {
        if !isKnownUniquelyReferenced(&storage) {
            storage = RoaringBox(roaring_bitmap_copy(storage.pointer))
        }
        return storage.pointer
    }
}

extension Bitmap {
    package func union(_ other: Bitmap) -> Bitmap {
        Bitmap(owning: roaring_bitmap_or(storage.pointer, other.storage.pointer))
    }

    package func intersection(_ other: Bitmap) -> Bitmap {
        Bitmap(owning: roaring_bitmap_and(storage.pointer, other.storage.pointer))
    }

    package func subtracting(_ other: Bitmap) -> Bitmap {
        Bitmap(owning: roaring_bitmap_andnot(storage.pointer, other.storage.pointer))
    }

    package mutating func formUnion(_ other: Bitmap) {
        roaring_bitmap_or_inplace(unique(), other.storage.pointer)
    }

    package mutating func formIntersection(_ other: Bitmap) {
        roaring_bitmap_and_inplace(unique(), other.storage.pointer)
    }

    package mutating func subtract(_ other: Bitmap) {
        roaring_bitmap_andnot_inplace(unique(), other.storage.pointer)
    }

    /// How many numbers both sets hold, without making their intersection.
    package func intersectionCount(_ other: Bitmap) -> Int {
        Int(roaring_bitmap_and_cardinality(storage.pointer, other.storage.pointer))
    }

    package func intersects(_ other: Bitmap) -> Bool {
        roaring_bitmap_intersect(storage.pointer, other.storage.pointer)
    }
}

extension Bitmap: Equatable {
    package static func == (left: Bitmap, right: Bitmap) -> Bool {
        roaring_bitmap_equals(left.storage.pointer, right.storage.pointer)
    }
}

extension Bitmap: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: UInt32...) {
        self.init(elements)
    }
}

extension Bitmap: CustomStringConvertible {
    package var description: String { "Bitmap(\(count) numbers)" }
}

extension Bitmap {
    /// The portable Roaring serialisation, the same on every platform.
    package var serialized: [UInt8] {
        var copy = self
        roaring_bitmap_run_optimize(copy.unique())
        let size = roaring_bitmap_portable_size_in_bytes(copy.storage.pointer)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            buffer.withMemoryRebound(to: CChar.self) {
                initialized = roaring_bitmap_portable_serialize(copy.storage.pointer, $0.baseAddress)
            }
        }
    }

    /// Reads a serialised set.
    ///
    /// - Throws: `BitmapError.corrupt` when the bytes are not a whole serialised bitmap.
    package init(serialized bytes: [UInt8]) throws(BitmapError) {
        let pointer = bytes.withUnsafeBytes {
            roaring_bitmap_portable_deserialize_safe($0.bindMemory(to: CChar.self).baseAddress, $0.count)
        }
        guard let pointer else { throw .corrupt }
        self.init(owning: pointer)
        guard roaring_bitmap_portable_size_in_bytes(pointer) == bytes.count else { throw .corrupt }
    }
}

/// Why bytes are not a bitmap.
package enum BitmapError: Error {
    case corrupt
}

/// Owns one C bitmap.
///
/// `@unchecked Sendable`: the pointer is written only while a `Bitmap` holds the sole reference, so several threads
/// can only read it together.
private final class RoaringBox: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<roaring_bitmap_t>

    init(_ pointer: UnsafeMutablePointer<roaring_bitmap_t>?) {
        guard let pointer else { preconditionFailure("out of memory for a bitmap") }
        self.pointer = pointer
    }

    deinit {
        roaring_bitmap_free(pointer)
    }
}
