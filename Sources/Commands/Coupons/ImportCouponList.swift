import Access
import ArgumentParser
import Contacts
import Intake

struct ImportCouponList: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-list",
        abstract: "Keep codes of your own, for rules and workflows to give out.",
        discussion: "The action generate-coupon never gives them out."
    )

    /// How many refused codes are shown.
    private static let shown = 10

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Argument(
        help: "The file: one code a line, or a CSV file with the codes in its first column.",
        completion: .file(extensions: ["csv", "txt"])
    )
    var file: String

    @Option(help: ArgumentHelp("The name of the coupons that the list gives.", valueName: "list"))
    var name: String

    private struct Answer: Encodable {
        let name: String
        let added: Int
        let duplicates: [String]
        let unfit: [String]
    }

    func work(in world: World) async throws {
        let name = try CouponName(typed: name)
        let store = CouponListStore(world.database, time: world.time)
        let report = try await store.add(try CodeFile.codes(at: file), to: name)
        if options.json {
            try Console.say(
                json: Answer(name: name.text, added: report.added, duplicates: report.duplicates, unfit: report.unfit)
            )
            return
        }
        Console.say("\(report.added.counted("code")) added to \(name)")
        say(report.duplicates, "in use already, or twice in the file")
        say(report.unfit, "not of 5 to 64 characters, or with white space")
    }

    private func say(_ codes: [String], _ problem: String) {
        guard !codes.isEmpty else { return }
        let rest = codes.count - Self.shown
        let list = codes.prefix(Self.shown).joined(separator: ", ") + (rest > 0 ? " and \(rest.grouped) more" : "")
        Console.say("\(codes.count.counted("code")) left out, \(problem): \(list)")
    }
}
