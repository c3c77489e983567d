import Access
import ArgumentParser
import Contacts
import Storage

struct CouponGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coupon",
        abstract: "List, export or redeem coupons, or bring in codes of your own.",
        subcommands: [ListCoupons.self, ExportCoupons.self, RedeemCoupon.self, ImportCouponList.self],
        defaultSubcommand: ListCoupons.self
    )
}

extension CouponName {
    /// Reads the name of a coupon as somebody typed it.
    ///
    /// - Throws: `CommandFailure` with what is wrong with it.
    init(typed text: String) throws(CommandFailure) {
        do {
            self = try CouponName(text)
        } catch {
            throw CommandFailure(badInput: "\"\(text)\" cannot name a coupon: \(error.problem)")
        }
    }
}

struct ListCoupons: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the names of coupons, and how many are valid, used and expired."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions

    private struct Document: Encodable {
        let name: String
        let total: Int
        let valid: Int
        let used: Int
        let expired: Int
    }

    func work(in world: World) async throws {
        let (now, reach) = (world.time.now, world.actor.reach)
        let summaries = try await world.database.read { try CouponReader($0, now: now).summaries(reach: reach) }
        if options.json {
            try Console.say(
                json: summaries.map {
                    Document(name: $0.name.text, total: $0.total, valid: $0.valid, used: $0.used, expired: $0.expired)
                }
            )
            return
        }
        for summary in summaries {
            Console.say(
                """
                \(summary.name)  \(summary.total.grouped) coupons  \(summary.valid.grouped) valid  \
                \(summary.used.grouped) used  \(summary.expired.grouped) expired
                """
            )
        }
    }
}

struct RedeemCoupon: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "redeem",
        abstract: "Mark a coupon as used, and say whose it is."
    )

    static let needs = Permission.editContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the coupon.") var name: String
    @Argument(help: "The code.") var code: String

    func work(in world: World) async throws {
        let name = try CouponName(typed: name)
        let store = CouponStore(world.database, time: world.time)
        let contact = try await store.redeem(code, of: name, actor: world.actor)
        if options.json {
            Console.say(try ContactDocument(contact).line)
        } else {
            Console.say(contact.email)
        }
    }
}
