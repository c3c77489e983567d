import Actions
import Contacts
import Foundation
import Selections
import TestSupport
import Testing

@testable import Automations

/// A rule does the same whether one reads it or walks the graph that it compiles into.
struct RuleCompilingTests {
    /// An action and when it happens.
    private struct Deed: Equatable {
        let action: AutomationAction
        let at: Int64
    }

    private static let waits = WaitTimes(timeZone: TimeZone(identifier: "Europe/Warsaw") ?? .gmt)

    @Test func `walking the graph is following the rule`() {
        var make = RandomDefinition(random: SeededGenerator(for: "walking the graph is following the rule"))
        for _ in 0..<2_000 {
            let rule = rule(using: &make)
            // In the middle of a month and a day, where no clock is put back and every month has the day.
            let start = 1_768_471_200_000 + Int64(make.random.int(0...10)) * 86_400_000
            for isMet in [true, false] {
                let walked = walk(rule.graph, isMet, from: start)
                #expect(walked == follow(rule, isMet, from: start), "\(rule)")
            }
        }
    }

    @Test func `equal rules compile into equal graphs, whose nodes have numbers of their own`() {
        var make = RandomDefinition(random: SeededGenerator(for: "equal rules compile into equal graphs"))
        for _ in 0..<300 {
            let rule = make.rule()
            let graph = rule.graph
            #expect(graph == rule.graph)
            #expect(Set(graph.nodes.map(\.id)).count == graph.nodes.count)
            #expect(graph.nodes.allSatisfy { NodeID.numbers.contains($0.id.number) })
            #expect(graph.nodes.flatMap { $0.ways.compactMap(\.next) }.allSatisfy { graph.node($0) != nil })
        }
    }

    @Test func `a rule without a condition goes straight to its actions`() {
        let rule = RuleDefinition(yes: [DelayedAction(.addScore(1))], no: [DelayedAction(.addScore(2))])
        #expect(rule.graph.nodes == [Node(NodeID(10), .action(.addScore(1), next: nil))])
        #expect(rule.graph.entry == NodeID(10))
    }

    @Test func `months that are too short count from their last day`() {
        let rest = Wait.rest(of: Span(2, .month), after: Span(1, .month))
        // A month after 31 January 2026, 10:00 in Warsaw, is 28 February.
        #expect(Self.waits.end(of: rest, from: 1_772_269_200_000) == 1_774_688_400_000)
    }

    @Test func `a wait whose whole time is over ends at once`() {
        let rest = Wait.rest(of: Span(1, .month), after: Span(31, .day))
        let now: Int64 = 1_772_269_200_000
        #expect(Self.waits.end(of: rest, from: now) == now)
    }

    /// A rule with delays short enough to stay in the months without summer time.
    private func rule(using make: inout RandomDefinition) -> RuleDefinition {
        func spans(_ random: inout SeededGenerator) -> Span? {
            switch random.int(0...5) {
            case 0: nil
            case 1: Span(random.int(0...90), .minute)
            case 2: Span(random.int(0...50), .hour)
            case 3: Span(random.int(0...6), .day)
            case 4: Span(random.int(0...1), .week)
            default: Span(random.int(0...1), .month)
            }
        }
        func actions(_ random: inout SeededGenerator) -> [DelayedAction] {
            (0..<random.int(0...5)).map { DelayedAction(.addScore(Int64($0)), after: spans(&random)) }
        }
        return RuleDefinition(
            delay: random(&make) ? Span(make.random.int(0...40), .hour) : nil,
            condition: random(&make) ? .all : nil,
            yes: actions(&make.random),
            no: actions(&make.random)
        )
    }

    private func random(_ make: inout RandomDefinition) -> Bool { make.random.chance(0.7) }

    /// What the rule says: each action when its delay after the condition has passed, none before the one in front of it.
    private func follow(_ rule: RuleDefinition, _ isMet: Bool, from start: Int64) -> [Deed] {
        let checked = rule.delay.map { Self.waits.end(of: $0, from: start) } ?? start
        let actions = isMet || rule.condition == nil ? rule.yes : rule.no
        let length: (Span) -> Int = { $0.count * $0.unit.minutes }
        let ordered = actions.enumerated().sorted {
            let (left, right) = ($0.element.delay.map(length) ?? 0, $1.element.delay.map(length) ?? 0)
            return left == right ? $0.offset < $1.offset : left < right
        }
        var latest = checked
        return ordered.map { item in
            latest = max(latest, item.element.delay.map { Self.waits.end(of: $0, from: checked) } ?? checked)
            return Deed(action: item.element.action, at: latest)
        }
    }

    private func walk(_ graph: Graph, _ isMet: Bool, from start: Int64) -> [Deed] {
        var (deeds, now, place) = ([Deed](), start, graph.entry)
        while let id = place, let node = graph.node(id) {
            switch node.step {
            case .action(let action, let next):
                deeds.append(Deed(action: action, at: now))
                place = next
            case .wait(let wait, let next):
                now = Self.waits.end(of: wait, from: now)
                place = next
            case .condition(let condition): place = isMet ? condition.paths[0].next : condition.otherwise
            case .waitForEvent, .stop: place = nil
            }
        }
        return deeds
    }
}

extension Span.Unit {
    /// In whole minutes, as 60 of them are exactly an hour.
    fileprivate var minutes: Int {
        switch self {
        case .minute: 1
        case .hour: 60
        case .day: 1_440
        case .week: 10_080
        case .month: 43_200
        }
    }
}
