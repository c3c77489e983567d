package import Contacts
import Foundation

/// Made-up people for trying things out: plausible, the same for the same seed, and nobody real.
///
/// Names are combined at random; e-mail addresses lie in domains that are reserved for examples (RFC 2606).
package struct SamplePeople: Sendable {
    private static let fourYears: Double = 4 * 365 * 86_400_000
    private var random: SampleRandom
    private let total: Int
    private let now: Int64
    private var index = 0

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - seed: The same seed makes the same people.
    ///   - total: How many there will be; they were created one after the other, ever more of them, over four years.
    ///   - now: The present time in milliseconds, before which everybody was created.
    package init(seed: UInt64, total: Int, now: Int64) {
        random = SampleRandom(seed: seed)
        self.total = max(1, total)
        self.now = now
    }

    /// The next person, whose address nobody before had.
    package mutating func next() throws -> NewContact {
        index += 1
        let country = country()
        let isWoman = random.chance(0.54)
        let given = random.pick(isWoman ? country.women : country.men)
        let family = random.pick(country.families)
        let surname = isWoman ? family.women : family.men
        let city = random.pick(country.cities)
        let createdAt = createdAt()
        return NewContact(
            id: ContactID(at: createdAt, using: &random),
            email: try EmailAddress(address(given, surname, country)),
            fields: fields(country, city, given, surname),
            emailStatus: random.chance(0.72) ? .optedIn : .optedOut,
            isInvalid: random.chance(0.03),
            mobileStatus: random.chance(0.40) ? .optedIn : .optedOut,
            isMonitored: random.chance(0.55),
            state: state(),
            score: score(),
            createdAt: createdAt,
            tags: tags(),
            details: details(country, city)
        )
    }

    /// The next people.
    package mutating func next(_ count: Int) throws -> [NewContact] {
        var people: [NewContact] = []
        people.reserveCapacity(count)
        for _ in 0..<count { people.append(try next()) }
        return people
    }

    private mutating func createdAt() -> Int64 {
        let position = (Double(index - 1) + random.share()) / Double(total)
        return now - Int64(Self.fourYears * (1 - position.squareRoot()))
    }

    private mutating func country() -> SampleCountry {
        switch random.share() {
        case ..<0.45: .poland
        case ..<0.65: .czechia
        case ..<0.80: .hungary
        default: .britain
        }
    }

    private mutating func address(_ given: String, _ surname: String, _ country: SampleCountry) -> String {
        let name = "\(SampleCountry.spelling(of: given)).\(SampleCountry.spelling(of: surname))"
        return "\(name)\(index)@\(random.chance(0.6) ? country.mailDomain : "example.com")"
    }

    private mutating func fields(
        _ country: SampleCountry,
        _ city: SampleCountry.City,
        _ given: String,
        _ surname: String
    ) -> [ProfileField: String] {
        var fields: [ProfileField: String] = [.country: country.code]
        fields[.name] = country.order == .givenFirst ? "\(given) \(surname)" : "\(surname) \(given)"
        if random.chance(0.6) { fields[.phone] = phone(country.phone) }
        if random.chance(0.5) {
            fields[.city] = city.name
            fields[.postalCode] = city.postalCode
            fields[.street] = "\(random.pick(country.streets)) \(random.below(120) + 1)"
        }
        if random.chance(0.08) { fields[.company] = "\(random.pick(SampleTaste.companies)) \(surname)" }
        if random.chance(0.3) {
            let (year, month, day) = (1945 + random.below(62), 1 + random.below(12), 1 + random.below(28))
            fields[.birthday] = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        return fields
    }

    private mutating func phone(_ pattern: String) -> String {
        var digits = random.next()
        var result: [UInt8] = []
        for byte in pattern.utf8 {
            guard byte == UInt8(ascii: "#") else {
                result.append(byte)
                continue
            }
            result.append(UInt8(ascii: "0") + UInt8(digits % 10))
            digits /= 10
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func state() -> ContactState {
        switch random.share() {
        case ..<0.62: .prospect
        case ..<0.95: .customer
        case ..<0.98: .partner
        case ..<0.99: .other
        default: .unknown
        }
    }

    private mutating func score() -> Int64 {
        random.chance(0.4) ? 0 : min(500, Int64(-log(1 - random.share()) * 40))
    }

    private mutating func tags() -> [TagName: Int64] {
        var tags: [TagName: Int64] = [:]
        for (name, share) in SampleTaste.tags where random.chance(share) {
            tags[name] = random.chance(0.7) ? 1 : Int64(2 + random.below(9))
        }
        return tags
    }

    private mutating func details(_ country: SampleCountry, _ city: SampleCountry.City) -> [DetailName: String] {
        guard random.chance(0.7) else { return [:] }
        var details: [DetailName: String] = [SampleTaste.language: country.language]
        if random.chance(0.8) { details[SampleTaste.city] = city.name }
        if random.chance(0.4) { details[SampleTaste.shoeSize] = String(35 + random.below(13)) }
        if random.chance(0.25) { details[SampleTaste.colour] = random.pick(SampleTaste.colours) }
        if random.chance(0.5) {
            let cents = 500 + random.below(60_000)
            details[SampleTaste.lastOrder] = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        }
        return details
    }
}

/// Random numbers that are the same for the same seed on every machine: SplitMix64.
private struct SampleRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but without 1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { share() < probability }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
