import Bitmaps
package import Storage

/// Gives coupons to single contacts and redeems them.
package struct CouponStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Gives a contact a coupon, in the place of one of the same name.
    ///
    /// - Parameters:
    ///   - name: The name of the coupon.
    ///   - draft: Its validity, and where its code comes from.
    ///   - reference: The contact.
    ///   - cause: Why, and through whom.
    ///   - actor: Who gives it.
    /// - Returns: The coupon with its code.
    /// - Throws: `ContactReferenceError` when the contact is unknown or the actor may only look at it; `CouponError` when
    ///   there can be no such coupon; `StorageError`.
    package func give(
        _ name: CouponName,
        _ draft: CouponDraft,
        to reference: ContactReference,
        cause: Cause,
        actor: Actor
    ) async throws -> Coupon {
        let now = time.now
        try draft.check(at: now)
        do {
            return try await database.write { connection in
                let door = Door(connection, now: now)
                let number = try door.contact(reference, for: .edit, actor: actor).number
                let reader = ContactReader(connection)
                let old = try reader.coupons(of: number).first { $0.name == name }
                let change = Change(
                    .coupon(name),
                    [number],
                    from: .same(old.map { .coupon($0.times) } ?? .none),
                    to: .same(.newCoupon(draft))
                )
                try door.commit(ChangeSet(changes: [change]), cause: cause)
                guard let coupon = try reader.coupons(of: number).first(where: { $0.name == name }) else {
                    throw ChangeSetError.couponChanged
                }
                return coupon
            }
        } catch ChangeSetError.couponCodeTaken {
            throw CouponError.codeTaken(name)
        } catch ChangeSetError.tooFewCouponCodes(let length) {
            throw CouponError.tooFewCodes(name, length: length)
        } catch ChangeSetError.couponListUsedUp {
            throw CouponError.listUsedUp(name)
        }
    }

    /// Marks a coupon as used; of two who try at once, one succeeds.
    ///
    /// - Parameters:
    ///   - wanted: Which coupon.
    ///   - actor: Who redeems; a coupon out of reach is as good as none.
    ///   - program: The name of the program through which the actor redeems, for the journal.
    /// - Returns: The coupon, used, and the contact whose it is.
    /// - Throws: `RedemptionError` when the coupon is unknown, expired or used, or the actor may only look at the contact.
    package func redeem(
        _ wanted: WantedCoupon,
        actor: Actor,
        program: String? = nil
    ) async throws -> (contact: Contact, coupon: Coupon) {
        let now = time.now
        return try await database.write { connection in
            let door = Door(connection, now: now)
            let (contact, coupon) = try wanted.find(door, actor: actor)
            if let usedAt = coupon.times.usedAt { throw RedemptionError.used(at: usedAt) }
            guard coupon.times.state(at: now) == .valid else {
                throw RedemptionError.expired(at: coupon.times.expiresAt)
            }
            let used = CouponTimes(createdAt: coupon.times.createdAt, expiresAt: coupon.times.expiresAt, usedAt: now)
            let change = Change(
                .coupon(coupon.name),
                [contact.number],
                from: .same(.coupon(coupon.times)),
                to: .same(.coupon(used))
            )
            let words = [coupon.name.text, program].compactMap(\.self).joined(separator: ", ")
            try door.commit(ChangeSet(changes: [change]), cause: Cause(.redemption, text: words, actor: actor.name))
            return (contact, Coupon(name: coupon.name, code: coupon.code, times: used))
        }
    }
}

extension CouponDraft {
    /// Refuses what can be no coupon, before anything is looked up.
    fileprivate func check(at now: Int64) throws(CouponError) {
        guard expiresAt > now else { throw .expired }
        switch source {
        case .chance(let length): if !CouponCode.lengths.contains(length) { throw .length(length) }
        case .given(let code): if !CouponCode.isFit(code) { throw .unfitCode }
        case .list: break
        }
    }
}

/// Why a coupon cannot be given.
package enum CouponError: ExplainedError, Equatable {
    case expired
    case length(Int)
    case unfitCode
    case codeTaken(CouponName)
    case tooFewCodes(CouponName, length: Int)
    case listUsedUp(CouponName)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .expired: "the coupon would be expired from the start: let it be valid until a time to come"
        case .length(let length):
            "a code of \(length) characters cannot be: give a length from \(Self.lengths)"
        case .unfitCode: "the code cannot be: give one of \(Self.lengths) characters without white space"
        case .codeTaken(let name): "the code is taken under the name \(name): give another one"
        case .tooFewCodes(let name, let length):
            "nearly all codes of \(length) characters are taken under the name \(name): give a greater length"
        case .listUsedUp(let name): "the list of codes \(name) is used up: add codes to it"
        }
    }

    private static var lengths: String { "\(CouponCode.lengths.lowerBound) to \(CouponCode.lengths.upperBound)" }
}
