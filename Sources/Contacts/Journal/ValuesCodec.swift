/// The stored form of a change's values.
///
/// A leading byte tells one value for all (0) from one for each (1); numbers are zigzag varints, texts are UTF-8
/// behind their length.
enum ValuesCodec {
    private enum Kind {
        static let none: UInt8 = 0
        static let integer: UInt8 = 1
        static let text: UInt8 = 2
        static let tag: UInt8 = 3
        static let owners: UInt8 = 4
        static let stage: UInt8 = 5
        static let valuedStage: UInt8 = 6
        static let coupon: UInt8 = 7
        static let usedCoupon: UInt8 = 8
        static let endedPassage: UInt8 = 9
        static let passage: UInt8 = 10
        static let passageWithoutTime: UInt8 = 11
        static let line: UInt8 = 12
        static let evidence: UInt8 = 13
    }

    static func encode(_ values: Change.Values) -> [UInt8] {
        switch values {
        case .same(let value):
            var bytes: [UInt8] = [0]
            append(value, to: &bytes)
            return bytes
        case .each(let list):
            var bytes: [UInt8] = [1]
            bytes.reserveCapacity(list.count * 4)
            append(Int64(list.count), to: &bytes)
            for value in list { append(value, to: &bytes) }
            return bytes
        }
    }

    /// - Throws: `JournalError.corruptValues` when the bytes are not what `encode` wrote.
    static func decode(_ bytes: [UInt8]) throws -> Change.Values {
        var reader = ByteReader(bytes: bytes)
        let values: Change.Values
        switch try reader.byte() {
        case 0:
            values = .same(try value(&reader))
        case 1:
            let count = try reader.integer()
            guard (0...65_536).contains(count) else { throw JournalError.corruptValues }
            values = .each(try (0..<count).map { _ in try value(&reader) })
        default:
            throw JournalError.corruptValues
        }
        guard reader.isAtEnd else { throw JournalError.corruptValues }
        return values
    }

    private static func append(_ value: FacetValue, to bytes: inout [UInt8]) {
        switch value {
        case .none:
            bytes.append(Kind.none)
        case .integer(let integer):
            bytes.append(Kind.integer)
            append(integer, to: &bytes)
        case .text(let text):
            bytes.append(Kind.text)
            append(text, to: &bytes)
        case .tag(let score, let addedAt):
            bytes.append(Kind.tag)
            append(score, to: &bytes)
            append(addedAt, to: &bytes)
        case .owners(let list):
            bytes.append(Kind.owners)
            append(Int64(list.owners.count), to: &bytes)
            for owner in list.owners {
                append(owner.user.number, to: &bytes)
                append(owner.level.rawValue, to: &bytes)
                append(owner.since, to: &bytes)
            }
        case .stage(let stage, let since, let value):
            bytes.append(value == nil ? Kind.stage : Kind.valuedStage)
            append(stage.number, to: &bytes)
            append(since, to: &bytes)
            if let value { append(value, to: &bytes) }
        case .coupon(let coupon):
            bytes.append(coupon.usedAt == nil ? Kind.coupon : Kind.usedCoupon)
            append(coupon.createdAt, to: &bytes)
            append(coupon.expiresAt, to: &bytes)
            if let usedAt = coupon.usedAt { append(usedAt, to: &bytes) }
        case .passage(let passage): append(passage, to: &bytes)
        case .evidence(let evidence): append(evidence, to: &bytes)
        case .newCoupon:
            preconditionFailure("the door replaces new coupons by what becomes of them")
        case .activity:
            preconditionFailure("the door replaces activities by their subjects")
        case .note:
            preconditionFailure("the door replaces notes by their numbers")
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(Int64(text.utf8.count), to: &bytes)
        bytes += text.utf8
    }

    /// An import has one for each of its rows, so that a line alone is kept as its number.
    private static func append(_ evidence: Evidence, to bytes: inout [UInt8]) {
        bytes.append(evidence.isLineOnly ? Kind.line : Kind.evidence)
        for number in evidence.isLineOnly ? [evidence.line] : [evidence.line, evidence.wording, evidence.version] {
            append(number ?? 0, to: &bytes)
        }
        guard !evidence.isLineOnly else { return }
        for text in [evidence.address, evidence.userAgent, evidence.text] { append(text ?? "", to: &bytes) }
    }

    private static func append(_ passage: Passage, to bytes: inout [UInt8]) {
        switch passage.place {
        case nil: bytes.append(Kind.endedPassage)
        case let place?: bytes.append(place.dueAt == nil ? Kind.passageWithoutTime : Kind.passage)
        }
        append(passage.launches, to: &bytes)
        append(passage.launchedAt, to: &bytes)
        guard let place = passage.place else { return }
        append(place.version, to: &bytes)
        append(place.node.number, to: &bytes)
        append(place.since, to: &bytes)
        if let dueAt = place.dueAt { append(dueAt, to: &bytes) }
        append(place.depth, to: &bytes)
        append(place.flags.rawValue, to: &bytes)
    }

    private static func append(_ integer: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (integer << 1) ^ (integer >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func value(_ reader: inout ByteReader) throws -> FacetValue {
        switch try reader.byte() {
        case Kind.none: .none
        case Kind.integer: .integer(try reader.integer())
        case Kind.text: .text(try reader.text())
        case Kind.tag: .tag(score: try reader.integer(), addedAt: try reader.integer())
        case Kind.owners: .owners(try owners(&reader))
        case Kind.stage: .stage(StageID(try reader.integer()), since: try reader.integer(), value: nil)
        case Kind.valuedStage:
            .stage(StageID(try reader.integer()), since: try reader.integer(), value: try reader.integer())
        case Kind.coupon:
            .coupon(CouponTimes(createdAt: try reader.integer(), expiresAt: try reader.integer()))
        case Kind.usedCoupon:
            .coupon(
                CouponTimes(
                    createdAt: try reader.integer(),
                    expiresAt: try reader.integer(),
                    usedAt: try reader.integer()
                )
            )
        case Kind.endedPassage:
            .passage(Passage(launches: try reader.integer(), launchedAt: try reader.integer()))
        case Kind.passage: .passage(try passage(&reader, hasTime: true))
        case Kind.passageWithoutTime: .passage(try passage(&reader, hasTime: false))
        case Kind.line: .evidence(Evidence(line: try reader.integer()))
        case Kind.evidence: .evidence(try evidence(&reader))
        default: throw JournalError.corruptValues
        }
    }

    private static func passage(_ reader: inout ByteReader, hasTime: Bool) throws -> Passage {
        Passage(
            launches: try reader.integer(),
            launchedAt: try reader.integer(),
            place: Place(
                version: try reader.integer(),
                node: NodeID(try reader.integer()),
                since: try reader.integer(),
                dueAt: hasTime ? try reader.integer() : nil,
                depth: try reader.integer(),
                flags: Place.Flags(rawValue: try reader.integer())
            )
        )
    }

    private static func evidence(_ reader: inout ByteReader) throws -> Evidence {
        let numbers = try (0..<3).map { _ in try reader.integer() }.map { $0 == 0 ? nil : $0 }
        let texts = try (0..<3).map { _ in try reader.text() }
        return Evidence(
            line: numbers[0],
            address: texts[0],
            userAgent: texts[1],
            wording: numbers[1],
            version: numbers[2],
            text: texts[2]
        )
    }

    private static func owners(_ reader: inout ByteReader) throws -> OwnerList {
        let count = try reader.integer()
        // Each owner takes three bytes at least.
        guard (0...Int64(reader.bytes.count)).contains(count) else { throw JournalError.corruptValues }
        let owners = try (0..<count).map { _ in
            let user = UserID(try reader.integer())
            guard let level = OwnerLevel(rawValue: try reader.integer()) else { throw JournalError.corruptValues }
            return Ownership(user, level, since: try reader.integer())
        }
        return OwnerList(owners)
    }
}

private struct ByteReader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw JournalError.corruptValues }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func integer() throws -> Int64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 64 else { throw JournalError.corruptValues }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int64(bitPattern: result >> 1) ^ -Int64(bitPattern: result & 1)
    }

    mutating func text() throws -> String {
        let count = try integer()
        guard (0...(bytes.count - position)).contains(Int(count)) else { throw JournalError.corruptValues }
        defer { position += Int(count) }
        return String(decoding: bytes[position..<(position + Int(count))], as: UTF8.self)
    }
}
