import Access
import ArgumentParser
import Contacts
import Intake
import Storage

/// What an import does to contacts.
struct ImportRuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the file means for e-mail consent: opt-in, opt-out or overwrite.",
            discussion: """
                opt-in: new contacts are opted in unless the file says otherwise. opt-out: they are opted out. overwrite: \
                also lifts opt-outs and invalid marks of contacts that are there.
                """,
            valueName: "rule"
        ),
        completion: .list(ImportOptions.Consent.allCases.map(\.rawValue))
    )
    var consent = ImportOptions.Consent.optIn.rawValue

    @Option(help: "The mobile status of new contacts where the file has none: opt-in or opt-out.")
    var mobileConsent = "opt-out"

    @Option(help: "The state of all contacts of the file where it has none; new ones are prospects without it.")
    var state: String?

    @Option(help: "A tag for all contacts of the file; repeat it for more.")
    var tag: [String] = []

    @Option(help: "A field that keeps its value where a contact has one; repeat it for more.")
    var keep: [String] = []

    @Flag(help: "Bring contacts back that were removed on their card.")
    var restore = false

    @Option(
        help: ArgumentHelp(
            "The user who becomes the main owner of new contacts.",
            discussion: "Without it: the user who imports, or for the operator the first administrator.",
            valueName: "email"
        )
    )
    var owner: String?

    /// The options of the import.
    ///
    /// - Parameter world: Knows who imports, and the users.
    /// - Returns: The options.
    /// - Throws: `CommandFailure` when a word is unknown, `AccessError` when the owner is.
    func options(in world: World) async throws -> ImportOptions {
        var options = try options
        options.owner = world.actor.user
        if let owner {
            options.owner = try await world.database.read { connection in
                guard let user = try UserDirectory(connection).user(email: owner) else {
                    throw AccessError.unknownUser(owner)
                }
                guard user.isActive else { throw AccessError.disabled(user.email) }
                return user.id
            }
        }
        return options
    }

    private var options: ImportOptions {
        get throws {
            ImportOptions(
                consent: try Self.word(consent, "--consent", ImportOptions.Consent.allCases) { $0.rawValue },
                mobileStatus: try mobileStatus,
                state: try state.map { try Self.word($0, "--state", ContactState.allCases) { $0.word } },
                tags: try tags,
                kept: Set(try keep.map(Self.field)),
                restoresRemoved: restore
            )
        }
    }

    private var mobileStatus: MarketingStatus {
        get throws {
            try Self.word(mobileConsent, "--mobile-consent", MarketingStatus.allCases) {
                $0 == .optedIn ? "opt-in" : "opt-out"
            }
        }
    }

    private var tags: [TagName: Int64] {
        get throws {
            var tags: [TagName: Int64] = [:]
            for text in tag {
                do { tags[try TagName(text)] = 1 } catch {
                    throw CommandFailure(badInput: "--tag \"\(text)\": \(error.problem)")
                }
            }
            return tags
        }
    }

    private static func field(_ word: String) throws -> ImportField {
        do { return try ImportField(word: word) } catch {
            throw CommandFailure(badInput: "--keep: \(error.message)")
        }
    }

    private static func word<Choice>(
        _ text: String,
        _ option: String,
        _ choices: [Choice],
        _ name: (Choice) -> String
    ) throws -> Choice {
        guard let choice = choices.first(where: { name($0) == text }) else {
            let known = choices.map(name).joined(separator: ", ")
            throw CommandFailure(badInput: "\(option): use one of \(known), not \"\(text)\"")
        }
        return choice
    }
}
