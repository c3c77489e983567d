import Access
import ArgumentParser
import Contacts
import Foundation
import Storage

struct ExportCoupons: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print the coupons of a name as CSV."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the coupons.") var name: String

    private struct Document: Encodable {
        let email: String
        let code: String
        let created: String
        let expires: String
        let used: String?

        init(_ held: HeldCoupon) {
            email = held.email
            code = held.coupon.code
            created = held.coupon.times.createdAt.instant
            expires = held.coupon.times.expiresAt.instant
            used = held.coupon.times.usedAt?.instant
        }
    }

    func work(in world: World) async throws {
        let name = try CouponName(typed: name)
        let (now, reach) = (world.time.now, world.actor.reach)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var last: UInt32?
        while true {
            let held = try await world.database.read { [last] connection in
                try CouponReader(connection, now: now)
                    .coupons(of: name, after: last, limit: CouponTable.portion, reach: reach)
            }
            if last == nil {
                guard !held.isEmpty else {
                    throw CommandFailure(badInput: "there is no coupon \(name): see kartoteka coupon list")
                }
                Console.say(options.json ? "[" : CouponTable.header)
            }
            guard let end = held.last else { break }
            for coupon in held {
                if options.json {
                    let start = last == nil && coupon == held.first ? " " : ","
                    Console.say(start + String(decoding: try encoder.encode(Document(coupon)), as: UTF8.self))
                } else {
                    Console.say(CouponTable.line(coupon))
                }
            }
            last = end.number
        }
        if options.json { Console.say("]") }
    }
}
