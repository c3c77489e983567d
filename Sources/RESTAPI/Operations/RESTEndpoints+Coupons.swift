import Access
import Contacts
import Hummingbird
import Storage

private struct CouponBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case contact, length, code, fromList, validDays, expiresAt
    }

    let contact: NamedContact
    /// How many characters the drawn code has.
    let length: Int?
    /// A code of the caller's own.
    let code: String?
    /// Whether the code comes from the list of codes of the name.
    let fromList: Bool?
    let validDays: Int64?
    let expiresAt: Instant?

    private static let day: Int64 = 86_400_000
    private static let days: ClosedRange<Int64> = 1...3_650

    /// The coupon that the body describes.
    func draft(at now: Int64) throws -> CouponDraft {
        let sources = [
            length.map { CouponDraft.Source.chance(length: $0) }, code.map { .given($0) },
            fromList == true ? .list : nil,
        ].compactMap(\.self)
        guard sources.count < 2 else {
            throw Problem.badValue("give one of length, code and fromList")
        }
        if let validDays, !Self.days.contains(validDays) {
            throw Problem.badValue("validDays must be from 1 to 3650")
        }
        guard (validDays == nil) != (expiresAt == nil) else {
            throw Problem.badValue("give one of validDays and expiresAt")
        }
        let expiry = expiresAt?.milliseconds ?? now + (validDays ?? 0) * Self.day
        return CouponDraft(sources.first ?? .chance(length: 8), expiresAt: expiry)
    }
}

private struct RedemptionBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case code
    }

    let code: String
}

private struct RedemptionDocument: Encodable, Sendable {
    let coupon: CouponDocument
    let contact: ContactDocument
}

private struct CouponNames: Encodable, Sendable {
    struct Name: Encodable, Sendable {
        let name: String
        let total: Int
        let valid: Int
        let used: Int
        let expired: Int
    }

    let coupons: [Name]
}

private struct CouponPage: Encodable, Sendable {
    struct Held: Encodable, Sendable {
        let email: String
        let coupon: CouponDocument
    }

    let coupons: [Held]
    /// What `after` must be for those that follow; nothing at the end.
    let next: String?
}

extension RESTEndpoints {
    private static let couponPageSizes = 1...10_000

    func declareCoupons(on operations: inout Operations<some RequestContext>) {
        operations.on(.get, "/coupons", needs: .exportContacts) { call in
            let (now, reach) = (time.now, call.actor.reach)
            let summaries = try await database.read { try CouponReader($0, now: now).summaries(reach: reach) }
            return CouponNames(
                coupons: summaries.map {
                    .init(name: $0.name.text, total: $0.total, valid: $0.valid, used: $0.used, expired: $0.expired)
                }
            )
        }
        operations.on(.get, "/coupons/:name", needs: .exportContacts) { try await couponPage($0) }
        operations.on(.post, "/coupons/:name", needs: .editContacts, status: .created) { call in
            let body = try await call.body(CouponBody.self)
            let now = time.now
            let coupon = try await CouponStore(database, time: time).give(
                try call.couponName,
                try body.draft(at: now),
                to: body.contact.reference,
                cause: call.holder.cause(),
                actor: call.actor
            )
            return CouponDocument(coupon, at: now)
        }
        operations.on(.post, "/coupons/:name/redemptions", needs: .editContacts) { call in
            let body = try await call.body(RedemptionBody.self)
            let (contact, coupon) = try await CouponStore(database, time: time).redeem(
                .code(body.code, of: try call.couponName),
                actor: call.actor,
                program: call.holder.key.name
            )
            return RedemptionDocument(
                coupon: CouponDocument(coupon, at: time.now),
                contact: ContactDocument(contact)
            )
        }
    }

    private func couponPage(_ call: Call) async throws -> CouponPage {
        let parameters = try call.query("after", "limit")
        let limit = try parameters.limit(Self.couponPageSizes, usually: 1_000)
        let after = try parameters.position("after", of: "coupons").map { UInt32(clamping: $0) }
        let (name, now, reach) = (try call.couponName, time.now, call.actor.reach)
        let held = try await database.read {
            try CouponReader($0, now: now).coupons(of: name, after: after, limit: limit, reach: reach)
        }
        return CouponPage(
            coupons: held.map { .init(email: $0.email, coupon: CouponDocument($0.coupon, at: now)) },
            next: held.count == limit ? held.last.map { String($0.number) } : nil
        )
    }
}

extension Call {
    /// The name of coupons that stands in the path.
    fileprivate var couponName: CouponName {
        get throws {
            do throws(CouponNameError) {
                return try CouponName(part("name"))
            } catch {
                throw Problem.badValue("\"\(part("name"))\" cannot name a coupon: \(error.problem)")
            }
        }
    }
}
