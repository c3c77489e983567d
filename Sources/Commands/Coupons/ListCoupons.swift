import Access
import ArgumentParser
import Contacts
import Storage

struct ListCoupons: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the names of coupons, how many are valid, used and expired, and what is left of lists of codes."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let (now, reach) = (world.time.now, world.actor.reach)
        let (coupons, lists) = try await world.database.read { connection in
            let lists = reach == .everybody ? try CouponListReader(connection).summaries() : []
            return (try CouponReader(connection, now: now).summaries(reach: reach), lists)
        }
        if options.json {
            try Console.say(json: CouponDocument.all(coupons, lists))
            return
        }
        for summary in coupons {
            Console.say(
                """
                \(summary.name)  \(summary.total.grouped) coupons  \(summary.valid.grouped) valid  \
                \(summary.used.grouped) used  \(summary.expired.grouped) expired
                """
            )
        }
        for list in lists {
            Console.say(
                """
                \(list.name)  list of \(list.total.counted("code"))  \(list.given.grouped) given out  \
                \(list.left.grouped) left
                """
            )
        }
    }
}

/// The coupons of one name, and the list that gives them, as JSON shows them.
private struct CouponDocument: Encodable {
    struct List: Encodable {
        let codes: Int
        let given: Int
        let left: Int
    }

    let name: String
    let total: Int
    let valid: Int
    let used: Int
    let expired: Int
    let list: List?

    private init(_ name: CouponName, _ coupons: CouponSummary?, _ list: CouponListSummary?) {
        self.name = name.text
        total = coupons?.total ?? 0
        valid = coupons?.valid ?? 0
        used = coupons?.used ?? 0
        expired = coupons?.expired ?? 0
        self.list = list.map { List(codes: $0.total, given: $0.given, left: $0.left) }
    }

    /// One for each name that has coupons or a list, in their order.
    static func all(_ coupons: [CouponSummary], _ lists: [CouponListSummary]) -> [CouponDocument] {
        Set(coupons.map(\.name) + lists.map(\.name)).sorted().map { name in
            CouponDocument(name, coupons.first { $0.name == name }, lists.first { $0.name == name })
        }
    }
}
