package import Foundation

/// The public identity of a contact: a UUID, which is also its monitoring id.
package struct ContactID: Hashable, Sendable, CustomStringConvertible {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the text form, in either case.
    package init?(_ text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.init(uuid)
    }

    /// Reads the 16 bytes that the database holds.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    /// A UUID of version 7 (RFC 9562, section 5.7): ordered by time, so that an index grows at its end.
    package init(at milliseconds: Int64, using generator: inout some RandomNumberGenerator) {
        let time = UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | (generator.next() & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (generator.next() & 0x3FFF_FFFF_FFFF_FFFF)
        uuid = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.load(as: uuid_t.self)) }
    }

    /// A UUID of version 7 that stands behind those with a lower position of the same time (RFC 9562, section 6.2,
    /// method 1), for many contacts that are created at once.
    package init(at milliseconds: Int64, position: UInt32, using generator: inout some RandomNumberGenerator) {
        let time = UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | UInt64(position >> 20)
        let low = 0x8000_0000_0000_0000 | UInt64(position & 0xF_FFFF) << 42 | (generator.next() & 0x3FF_FFFF_FFFF)
        uuid = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.load(as: uuid_t.self)) }
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: uuid.uuid) { Array($0) } }

    package var description: String { uuid.uuidString.lowercased() }
}
