import Foundation
import TestSupport
import Testing

@testable import Automations

/// What is written can be read again, and is the same then.
struct CodingRoundTripTests {
    @Test func `every file survives YAML and JSON`() throws {
        var make = RandomDefinition(random: SeededGenerator(for: "every file survives YAML and JSON"))
        for _ in 0..<400 {
            let file = make.file()
            let yaml = try file.yamlText
            #expect(try AutomationFile(yaml: yaml) == file, "\(yaml)")
            let json = String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
            #expect(try AutomationFile(json: json) == file, "\(json)")
        }
    }

    @Test func `every definition survives the database`() throws {
        var make = RandomDefinition(random: SeededGenerator(for: "every definition survives the database"))
        for _ in 0..<400 {
            let definition = make.file().definition
            let json = try definition.jsonText
            let again = try Definition(json: json, definition.kind)
            #expect(again == definition, "\(json)")
            #expect(try again.jsonText == json)
        }
    }

    @Test(arguments: EventKind.allCases)
    func `every event survives`(kind: EventKind) throws {
        var make = RandomDefinition(random: SeededGenerator(for: "every event survives"))
        for _ in 0..<50 {
            let trigger = make.trigger(of: kind)
            #expect(trigger.kind == kind)
            let file = AutomationFile(name: "A", definition: .rule(RuleDefinition(events: [trigger])))
            #expect(try AutomationFile(yaml: file.yamlText) == file)
        }
    }

    @Test(arguments: RandomDefinition.actions)
    func `every action survives`(text: String) throws {
        let action = try JSONDecoder().decode(AutomationAction.self, from: Data(text.utf8))
        let again = try JSONDecoder().decode(AutomationAction.self, from: JSONEncoder().encode(action))
        #expect(again == action)
    }
}
