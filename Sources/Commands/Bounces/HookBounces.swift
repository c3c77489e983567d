import Access
import ArgumentParser
import Contacts
import Foundation
import Messaging
import Storage

struct HookBounces: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook",
        abstract: "Make a secret web address to which mail servers and providers send reports.",
        discussion: "The one before is good for nothing from then on. It is shown this once."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @OptionGroup var addressOptions: PublicAddressOptions

    @Flag(help: "Take no more reports there.")
    var off = false

    private struct Answer: Encodable {
        let address: String?
    }

    func work(in world: World) async throws {
        let given = try addressOptions.given
        let off = off
        let address: String? = try await world.database.write { connection in
            if off {
                try BounceHook.close(connection)
                return nil
            }
            let base = try given ?? Workspace.publicAddress(in: connection)
            return (base?.absoluteString.withoutFinalSlash ?? "http://127.0.0.1:8080")
                + (try BounceHook.renew(connection))
        }
        world.record(.settingChanged(name: "bounce-hook"))
        if options.json {
            try Console.say(json: Answer(address: address))
        } else {
            Console.say(address.map { "POST reports (message/rfc822) to \($0)" } ?? "No reports are taken by HTTP")
        }
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
