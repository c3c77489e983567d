import Access
import Contacts
import Hummingbird
import Parsing

extension CompatibleEndpoints {
    private static let usualLength: Int64 = 8
    private static let usualValidity: Int64 = 365 * 86_400_000

    func declareCoupons(on methods: inout Methods<some RequestContext>) {
        methods.on("contact/addContactCoupon", needs: .editContacts, answers: ["coupon"]) { call in
            let coupon = try await CouponStore(database, time: time).give(
                try Self.name(call.fields),
                try Self.draft(call.fields, at: time.now),
                to: try call.fields.contact(),
                cause: call.cause,
                actor: call.actor
            )
            return ["coupon": .text(coupon.code)]
        }
        methods.on("contact/useContactCoupon", needs: .editContacts) { call in
            _ = try await CouponStore(database, time: time).redeem(
                .ofContact(try call.fields.contact(), try call.fields.neededText("coupon")),
                actor: call.actor,
                program: call.holder.key.name
            )
            return [:]
        }
    }

    private static func name(_ fields: Fields) throws -> CouponName {
        let text = try fields.neededText("name")
        do throws(CouponNameError) {
            return try CouponName(text)
        } catch {
            throw RequestError.refused("name: \"\(text)\" cannot name a coupon: \(error.problem)")
        }
    }

    private static func draft(_ fields: Fields, at now: Int64) throws -> CouponDraft {
        let expiry = try fields.instant("valid") ?? now + usualValidity
        if let code = try fields.text("coupon"), !code.isEmpty { return CouponDraft(.given(code), expiresAt: expiry) }
        let length = try fields.integer("length") ?? usualLength
        return CouponDraft(length: Int(clamping: length), expiresAt: expiry)
    }
}
