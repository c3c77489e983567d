import Foundation
import Testing

@testable import Automations

/// What docs/automation.md shows is what the program reads.
struct AutomationDocumentationTests {
    @Test func `every file of the page is read, and written so that it is read again`() throws {
        let blocks = try page().matches(of: /```yaml\n(.*?)```/.dotMatchesNewlines()).map { String($0.1) }
        #expect(blocks.count == 3)
        for block in blocks {
            let file = try AutomationFile(yaml: block)
            #expect(try AutomationFile(yaml: file.yamlText) == file)
            #expect(
                GraphCheck(file.definition, named: file.name, KnownNames()).flaws.allSatisfy {
                    $0.message.contains("there is no")
                }
            )
        }
    }

    @Test func `the table of events has them all, as files write them`() throws {
        let events = try cells(of: "Events").map { cell in
            try AutomationFile(yaml: "kind: rule\nname: A\ndefinition: { events: [ \(wrapped(cell)) ] }").definition
                .events[0]
        }
        #expect(events.map(\.kind.rawValue).sorted() == EventKind.allCases.map(\.rawValue).sorted())
        // What the page says happens alone needs no settings.
        let rows = try section("Events").split(separator: "\n").filter {
            $0.contains("; alone: ") || $0.contains(" alone: any")
        }
        #expect(rows.count == 11)
        for row in rows {
            let word = try #require(row.firstMatch(of: /`([a-z-]+)/)).1
            #expect(EventKind(rawValue: String(word))?.plain != nil, "\(word)")
        }
    }

    @Test func `the tables of waits and actions are read`() throws {
        for cell in try cells(of: "Waits") {
            let text = cell.replacing("events: […]", with: "events: [note-added]")
            let node = "{ id: 1, \(text) }"
            #expect(throws: Never.self, "\(cell)") {
                try AutomationFile(yaml: "kind: workflow\nname: A\ndefinition: { nodes: [ \(node) ] }")
            }
        }
        for cell in try cells(of: "Actions") {
            #expect(throws: Never.self, "\(cell)") {
                try AutomationFile(yaml: "kind: rule\nname: A\ndefinition: { yes: [ \(wrapped(cell)) ] }")
            }
        }
    }

    @Test func `the limits of the page are those of the program`() throws {
        let text = try page()
        #expect(text.contains("more than \(GraphCheck.maximumNodes) nodes"))
        #expect(text.contains("up to \(Span.counts.upperBound) minutes"))
        #expect(text.contains("up to \(Trigger.daysBefore.upperBound); alone"))
        #expect(text.contains("one to five paths") && Condition.maximumPaths == 5)
    }

    /// The code in the first column of the table of a section.
    private func cells(of heading: String) throws -> [String] {
        let cells = try section(heading).split(separator: "\n").compactMap { $0.firstMatch(of: /^\| `([^`]+)` \|/) }
        #expect(!cells.isEmpty)
        return cells.map { String($0.1) }
    }

    private func wrapped(_ cell: String) -> String { cell.contains(":") ? "{ \(cell) }" : cell }

    private func section(_ heading: String) throws -> String {
        let rest = try #require(try page().split(separator: "\n## \(heading)\n").last)
        return String(rest.split(separator: "\n## ")[0])
    }

    private func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/automation.md"), encoding: .utf8)
    }
}
