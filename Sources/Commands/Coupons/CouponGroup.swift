import Access
import ArgumentParser
import Contacts
import RESTAPI
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
        let (contact, _) = try await store.redeem(.code(code, of: name), actor: world.actor)
        if options.json {
            Console.say(try ContactDocument(contact).line)
        } else {
            Console.say(contact.email)
        }
    }
}
