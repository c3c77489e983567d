import Automations
import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

/// What starts automation, and from where: every cell of the table.
struct TriggerTableTests {
    private static let kinds = EventKind.allCases.filter { !$0.isOfCalendar }

    @Test(arguments: StoreKind.available)
    func `every event starts automation from where the table says`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database)
            try await TestFunnels.add(to: world.database)
            var workflows: [EventKind: Automation] = [:]
            for event in Self.kinds {
                let graph = Graph(events: [EventSample(event).trigger], entry: 1, nodes: [.stop(1)])
                workflows[event] = try await world.activate(graph, named: event.rawValue)
            }
            var cells: [(event: EventKind, cause: Cause.Kind, number: UInt32)] = []
            for event in Self.kinds {
                let sample = EventSample(event)
                for origin in Cause.Kind.allCases where event != .emailOptedIn || origin.mayOptIn {
                    let cause = Cause(origin, id: 1, text: "x", actor: "test")
                    if event == .contactAdded {
                        cells.append((event, origin, try await world.create(1, cause: cause)[0]))
                        continue
                    }
                    let number = try await world.create(1) { sample.prepare(&$1) }[0]
                    for change in sample.before(number) {
                        try await world.commit(change, cause: Cause(.sample, actor: ""))
                    }
                    try await world.commit(sample.change(number), cause: cause)
                    cells.append((event, origin, number))
                }
            }
            try await world.work()
            for (event, origin, number) in cells {
                let workflow = try #require(workflows[event])
                let isLaunched = try await world.passages(workflow, [number])[0] != nil
                #expect(isLaunched == event.starts(from: origin), "\(event) from \(origin)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an execution that says so starts automation by the owners it assigns`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database)
            let sample = EventSample(.ownerChanged)
            let workflow = try await world.activate(Graph(events: [sample.trigger], entry: 1, nodes: [.stop(1)]))
            try await world.create(2)
            for (number, starts) in [(UInt32(1), false), (2, true)] {
                let cause = Cause(.execution, id: 1, actor: "test", startsByOwners: starts)
                try await world.commit(sample.change(number), cause: cause)
            }
            try await world.work()
            #expect(try await world.passages(workflow, [1, 2]).map { $0 != nil } == [false, true])
        }
    }

    /// The specification's sections A to P and the documentation of each event, as words.
    @Test func `the table is the one of the specification`() {
        let fromManager = EventKind.allCases.filter { $0.starts(from: .execution) }
        #expect(fromManager == [.mobileOptedOut, .stageEntered, .noteAdded])
        for silent in [Cause.Kind.import, .sample, .quietAPI] {
            #expect(EventKind.allCases.allSatisfy { !$0.starts(from: silent) }, "\(silent)")
        }
        for event in [EventKind.contactAdded, .tagAssigned, .tagScoreReached, .detailAdded, .detailModified] {
            for origin in [Cause.Kind.card, .api, .form, .rule, .workflow] {
                #expect(event.starts(from: origin), "\(event) from \(origin)")
            }
        }
    }

    @Test func `the table on the page is the one of the program`() throws {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        let page = try String(contentsOf: root.appending(path: "docs/automation-events.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let origins: [Cause.Kind] = [
            .execution, .card, .api, .quietAPI, .import, .form, .rule, .workflow, .tracking, .redemption,
        ]
        let table = rows.drop { $0.first != "event" }.dropFirst(2).prefix { EventKind(rawValue: $0[0].unquoted) != nil }
        #expect(table.map { $0[0].unquoted } == Self.kinds.map(\.rawValue))
        for row in table {
            let event = try #require(EventKind(rawValue: row[0].unquoted))
            let said = row.dropFirst().map { $0.hasPrefix("yes") }
            #expect(said == origins.map { event.starts(from: $0) }, "\(event)")
        }
    }
}

extension String {
    fileprivate var unquoted: String { trimmingCharacters(in: ["`"]) }
}
