import ArgumentParser
import Genders

struct TellGender: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gender",
        abstract: "Tell women from men by their full names, as the action identify-gender does.",
        discussion: "Works on a list of names, without a database."
    )

    @Option(help: "Whose names they are: \(NameCountry.allCases.map(\.rawValue).joined(separator: ", ")).")
    var country: NameCountry

    @Option(name: .customLong("first-name"), help: "Where the first name stands: first or last.")
    var position: FirstNamePosition

    @Flag(help: "Print one JSON document.")
    var json = false

    @Argument(help: "A file with one name a line; without it, standard input.", completion: .file())
    var file = "-"

    func run() throws {
        do {
            let recogniser = try GenderRecogniser(country)
            let names = try TextFile(file).read().split(whereSeparator: \.isNewline).map(String.init)
            let decisions = names.map {
                GenderDecision(name: $0, gender: recogniser.decide(name: $0, position: position))
            }
            if json {
                try Console.say(json: decisions)
            } else if !decisions.isEmpty {
                Console.say(decisions.map { "\($0.gender.rawValue)\t\($0.name)" }.joined(separator: "\n"))
            }
            if let reason = Console.failure {
                throw CommandFailure(unavailable: "standard output cannot be written: \(reason)")
            }
        } catch {
            let failure = CommandFailure(error)
            Console.complain(failure.message)
            throw failure.code
        }
    }
}

/// What a name says.
private struct GenderDecision: Encodable {
    let name: String
    let gender: Gender
}

extension NameCountry: ExpressibleByArgument {
    init?(argument: String) {
        self.init(rawValue: argument.uppercased())
    }
}

extension FirstNamePosition: ExpressibleByArgument {}
