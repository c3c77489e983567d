import Testing

/// What the program says about one of its commands.
struct HelpText {
    let name: String
    let options: Set<String>
    let subcommands: [String]

    private init(_ words: [String]) throws {
        name = (["kartoteka"] + words).joined(separator: " ")
        let result = try KartotekaProcess.run(words + ["--help"])
        try #require(result.code == 0, "\(result.complaint)")
        options = Set(result.output.matches(of: /(?m)^  (?:-\w, )?(--[a-z][a-z-]*)/).map { String($0.1) })
        let list = result.output.split(separator: "SUBCOMMANDS:").dropFirst().first ?? ""
        subcommands = list.matches(of: /(?m)^  ([a-z-]+)(?: \(default\))?(?:  |$)/).map { String($0.1) }
            .filter { $0 != "help" }
    }

    /// Every command, the program itself first.
    static func all() throws -> [HelpText] {
        let program = try HelpText([])
        var all = [program]
        for word in program.subcommands {
            let command = try HelpText([word])
            all.append(command)
            for further in command.subcommands { all.append(try HelpText([word, further])) }
        }
        return all
    }
}
