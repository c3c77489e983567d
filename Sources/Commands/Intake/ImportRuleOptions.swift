import ArgumentParser
import Contacts
import Intake

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

    /// The options of the import.
    ///
    /// - Throws: `CommandFailure` when a word is unknown.
    var options: ImportOptions {
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
