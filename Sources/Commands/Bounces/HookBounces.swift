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
        discussion: """
            The one before is good for nothing from then on. It is shown this once. Each provider has an address of its own.
            """
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @OptionGroup var addressOptions: PublicAddressOptions

    @Option(help: "A provider that notifies in its own way: ses, mailgun, postmark, sendgrid or brevo.")
    var provider: BounceProvider?

    @Option(
        help: ArgumentHelp(
            "With mailgun and sendgrid: a file with the key that their signatures are checked with.",
            valueName: "file"
        ),
        completion: .file()
    )
    var signingKeyFile: String?

    @Option(help: ArgumentHelp("With ses: the ARN of the topic of Amazon SNS.", valueName: "arn"))
    var topic: String?

    @Option(
        help: ArgumentHelp(
            "With postmark and brevo: a file with user:password, which their notifications must give.",
            valueName: "file"
        ),
        completion: .file()
    )
    var loginFile: String?

    @Flag(help: "Take no more reports there.")
    var off = false

    func validate() throws {
        if off {
            guard signingKeyFile == nil, topic == nil, loginFile == nil else {
                throw ValidationError("--off goes with --provider only")
            }
            return
        }
        let wanted: (signingKey: Bool, topic: Bool, login: Bool) =
            switch provider?.proof {
            case .signingKey: (true, false, false)
            case .topic: (false, true, false)
            case .login: (false, false, true)
            case nil: (false, false, false)
            }
        let name = provider?.rawValue ?? ""
        if wanted.signingKey, signingKeyFile == nil { throw ValidationError("\(name) needs --signing-key-file") }
        if wanted.topic, topic == nil { throw ValidationError("\(name) needs --topic") }
        if !wanted.signingKey, signingKeyFile != nil {
            throw ValidationError("--signing-key-file goes with --provider mailgun or sendgrid")
        }
        if !wanted.topic, topic != nil { throw ValidationError("--topic goes with --provider ses") }
        if !wanted.login, loginFile != nil {
            throw ValidationError("--login-file goes with --provider postmark or brevo")
        }
    }

    /// What proves that notifications come from the provider.
    private func key() throws -> String? {
        guard let provider else { return nil }
        let text = try topic ?? (signingKeyFile ?? loginFile).map { try TextFile($0).read() }
        do {
            return try text.map { try provider.checked($0) }
        } catch let error as BounceProviderError {
            throw CommandFailure(badInput: error.message)
        }
    }

    private struct Answer: Encodable {
        let address: String?
    }

    func work(in world: World) async throws {
        let given = try addressOptions.given
        let (off, provider) = (off, provider)
        let key = off ? nil : try key()
        let address: String? = try await world.database.write { connection in
            if off {
                try BounceHook.close(connection, for: provider)
                return nil
            }
            let base = try given ?? Workspace.publicAddress(in: connection)
            return (base?.absoluteString.withoutFinalSlash ?? "http://127.0.0.1:8080")
                + (try BounceHook.renew(connection, for: provider, key: key))
        }
        world.record(.settingChanged(name: "bounce-hook"))
        if options.json {
            try Console.say(json: Answer(address: address))
        } else {
            let what = provider.map { "Let \($0.name) notify" } ?? "POST reports (message/rfc822) to"
            let closed = provider.map { "No notifications of \($0.name) are taken" } ?? "No reports are taken by HTTP"
            Console.say(address.map { "\(what) \($0)" } ?? closed)
        }
    }
}

extension BounceProvider: ExpressibleByArgument {}

extension String {
    fileprivate var withoutFinalSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
