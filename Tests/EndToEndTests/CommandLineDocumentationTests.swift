import Foundation
import Testing

/// What docs/command-line.md says, and what the program's own help says.
struct CommandLineDocumentationTests {
    @Test func `every command and every option stands on the page`() throws {
        let page = try CommandLinePage()
        let commands = try HelpText.all()
        #expect(commands.count >= 30)
        #expect(Set(commands.map(\.name)) == Set(page.sections.keys).union(["kartoteka"]))
        for command in commands {
            let section = page.sections[command.name] ?? ""
            for option in command.options {
                #expect(
                    section.contains("`\(option)") || page.common.contains("`\(option)"),
                    "\(command.name) \(option)"
                )
            }
        }
    }

    @Test func `every option of the page is one of its command`() throws {
        let page = try CommandLinePage()
        for command in try HelpText.all() where command.name != "kartoteka" {
            for match in (page.sections[command.name] ?? "").matches(of: /(?:^|[ `])(--[a-z][a-z-]*)/) {
                #expect(command.options.contains(String(match.1)), "\(command.name) \(match.1)")
            }
        }
    }

    @Test func `every command without further words has an example`() throws {
        let page = try CommandLinePage()
        for command in try HelpText.all() where command.subcommands.isEmpty && !command.name.hasSuffix(" list") {
            let section = try #require(page.sections[command.name])
            #expect(
                section.contains("\n\(command.name)") || section.contains("`\(command.name)"),
                "\(command.name)"
            )
        }
    }
}

/// The page, cut at its headings.
private struct CommandLinePage {
    /// What stands before the first command.
    let common: String
    /// What stands under the heading of each command.
    let sections: [String: String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/command-line.md"), encoding: .utf8)
        var parts: [(heading: String, body: String)] = [("", "")]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let heading = line.firstMatch(of: /^##+ (.*)$/) {
                parts.append((String(heading.1), ""))
            } else {
                parts[parts.count - 1].body += line + "\n"
            }
        }
        let commands = parts.filter { $0.heading.hasPrefix("kartoteka ") }
        sections = Dictionary(uniqueKeysWithValues: commands.map { ($0.heading, $0.body) })
        common = parts.prefix { !$0.heading.hasPrefix("kartoteka ") }.map(\.body).joined()
    }
}

/// What the program says about one of its commands.
private struct HelpText {
    let name: String
    let options: Set<String>
    let subcommands: [String]

    private init(_ words: [String]) throws {
        name = (["kartoteka"] + words).joined(separator: " ")
        let result = try KartotekaProcess.run(words + ["--help"])
        try #require(result.code == 0, "\(result.complaint)")
        options = Set(result.output.matches(of: /(?m)^  (?:-\w, )?(--[a-z][a-z-]*)/).map { String($0.1) })
        let list = result.output.split(separator: "SUBCOMMANDS:").dropFirst().first ?? ""
        subcommands = list.matches(of: /(?m)^  ([a-z]+)(?: \(default\))?(?:  |$)/).map { String($0.1) }
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
