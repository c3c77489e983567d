import Foundation

/// The system's random numbers, fetched by the block: asking the kernel for each id of a large import takes longer than
/// everything else about the id.
struct BlockRandom: RandomNumberGenerator {
    /// As much as `getentropy` gives at a time: 256 bytes.
    private static let blockSize = 32
    private var block: [UInt64] = []

    mutating func next() -> UInt64 {
        if block.isEmpty { refill() }
        return block.popLast() ?? SystemRandomNumberGenerator.single
    }

    private mutating func refill() {
        block = [UInt64](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            count = getentropy(bytes.baseAddress, bytes.count) == 0 ? Self.blockSize : 0
        }
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static var single: UInt64 {
        var system = SystemRandomNumberGenerator()
        return system.next()
    }
}
