import Actions
import Contacts
import Foundation
import Selections
import TestSupport

@testable import Automations

/// Makes random rules and workflows, whether they make sense or not.
struct RandomDefinition {
    /// Without the byte order mark, which Yams takes away from the beginning of a text.
    private static let texts = AwkwardText.all
        .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        .filter { !$0.isEmpty && $0.count <= 255 && !$0.hasPrefix("\u{FEFF}") }
    private static let numbers: [Int64] = [-1_000_000, -5, 0, 1, 100, 1_000_000]
    private static let queries = [
        "tag = VIP", "not tag = VIP and score >= 10", "all", "segment = \"Active buyers\"", "detail.city ~ krak",
        "(tag = A or state = customer) and email-status = opted-in", "created within 90 days", "has coupon.SPRING26",
        "funnel.Onboarding = Trial", "owner = anna@shop.example", "detail.size > 40.5",
    ]

    /// Every action with its settings, as files write it.
    static let actions = [
        #"{"email-status":"opt-in"}"#, #"{"email-status":"opt-out"}"#, #"{"invalid":"mark"}"#,
        #"{"mobile-status":"opt-in"}"#, #"{"add-tags":{"names":["VIP"],"score":5}}"#,
        #"{"add-tags":{"from-details":["size"],"prefix":"SIZE_"}}"#, #"{"delete-tags":["OLD","LOST"]}"#,
        #"{"set-detail":{"name":"city","value":"Kraków"}}"#, #"{"delete-detail":"city"}"#, #"{"set-score":10}"#,
        #"{"add-score":-5}"#, #"{"assign-owner":{"user":"anna@shop.example","level":"main"}}"#,
        #"{"remove-owner":"anna@shop.example"}"#, #"{"state":"customer"}"#,
        #"{"add-to-stage":{"funnel":"Onboarding","stage":"Trial"}}"#,
        #"{"remove-from-funnel":{"funnel":"Onboarding","stage":"all"}}"#, #"{"generate-coupon":{"name":"SPRING26"}}"#,
        #"{"run-rule":{"rule":"Welcome","check-conditions":false}}"#, #"{"run-workflow":"Onboarding"}"#,
        #"{"add-note":{"text":"Called"}}"#, #"{"webhook":{"url":"https://shop.example/hook?a=1"}}"#,
        #"{"send-email":{"template":"Welcome"}}"#, #"{"send-text":{"language":"pl","template":"Text"}}"#,
        #"{"identify-gender":{"country":"PL","first-name":"first","tags":{"men":"M","unknown":"U","women":"F"}}}"#,
    ]

    var random: SeededGenerator

    mutating func file() -> AutomationFile {
        AutomationFile(
            name: text(),
            group: random.chance(0.5) ? text() : nil,
            isShared: random.chance(0.5),
            limits: LaunchLimits(
                maximum: random.chance(0.5) ? Int64(random.int(1...1_000_000)) : nil,
                interval: span(of: random.pick([.minute, .hour, .day, .week])).milliseconds ?? 0
            ),
            definition: random.chance(0.5) ? .rule(rule()) : .workflow(graph())
        )
    }

    mutating func rule() -> RuleDefinition {
        RuleDefinition(
            events: triggers(),
            delay: random.chance(0.5) ? span() : nil,
            condition: random.chance(0.7) ? criterion() : nil,
            yes: delayed(),
            no: delayed()
        )
    }

    mutating func graph() -> Graph {
        let ids = (1...6).map { NodeID(Int64($0)) }
        let nodes = ids.prefix(random.int(0...6)).map { id in
            Node(id, title: random.chance(0.3) ? text() : nil, step(ids))
        }
        return Graph(events: triggers(), entry: random.chance(0.9) ? random.pick(ids) : nil, nodes: nodes)
    }

    mutating func step(_ ids: [NodeID]) -> Step {
        switch random.int(0...4) {
        case 0: .action(action(), next: next(ids))
        case 1:
            .condition(
                Condition(
                    (0..<random.int(0...5)).map { _ in Condition.Path(criterion(), next: next(ids)) },
                    otherwise: next(ids)
                )
            )
        case 2: .wait(wait(), next: next(ids))
        case 3:
            .waitForEvent(
                EventWait(
                    triggers(),
                    timeout: random.chance(0.5) ? span() : nil,
                    next: next(ids),
                    otherwise: next(ids)
                )
            )
        default: .stop
        }
    }

    mutating func wait() -> Wait {
        switch random.int(0...3) {
        case 0: .span(span())
        case 1:
            .until(LocalTime(year: random.int(1...9_999), month: random.int(1...12), day: random.int(1...28), time()))
        case 2: .weekday(Set((0...random.int(0...6)).map { _ in random.pick(Weekday.allCases) }), at: time())
        default: .rest(of: span(), after: span())
        }
    }

    mutating func action() -> AutomationAction {
        let text = Data(random.pick(Self.actions).utf8)
        // A text that is not an action fails the test that reads them all.
        return (try? JSONDecoder().decode(AutomationAction.self, from: text)) ?? .addScore(random.pick(Self.numbers))
    }

    mutating func criterion() -> Criterion {
        let part = (try? Criterion(query: random.pick(Self.queries))) ?? .all
        return random.chance(0.2) ? random.pick([.and([]), .or([part]), .not(.not(part))]) : part
    }

    mutating func triggers() -> [Trigger] {
        (0..<random.int(0...3)).map { _ in trigger(of: random.pick(EventKind.allCases)) }
    }

    mutating func trigger(of kind: EventKind) -> Trigger {
        switch kind {
        case .contactAdded: .contactAdded
        case .emailOptedIn: .emailOptedIn
        case .emailOptedOut: .emailOptedOut
        case .mobileOptedIn: .mobileOptedIn
        case .mobileOptedOut: .mobileOptedOut
        case .markedInvalid: .markedInvalid
        case .fieldAdded: .fieldAdded(some(ProfileField.allCases))
        case .fieldModified: .fieldModified(some(ProfileField.allCases))
        case .tagAssigned: .tagAssigned(random.chance(0.5) ? [tag("VIP")] : [tag("A"), tag("SHOE_SIZE")])
        case .tagScoreReached: .tagScoreReached(tag("VIP"), random.pick(Self.numbers))
        case .detailAdded: .detailAdded(detail(), match())
        case .detailModified: .detailModified(detail(), match())
        case .scoreChanged: .scoreChanged
        case .scoreReached: .scoreReached(random.pick(Self.numbers))
        case .stageEntered: .stageEntered(funnel: text(), stage: random.chance(0.5) ? text() : nil)
        case .ownerChanged:
            .ownerChanged(
                level: random.chance(0.5) ? random.pick(OwnerLevel.allCases) : nil,
                user: random.chance(0.5) ? "anna@shop.example" : nil
            )
        case .noteAdded: .noteAdded
        case .stateChanged: .stateChanged(some(ContactState.allCases))
        case .couponUsed: .couponUsed(random.chance(0.5) ? nil : CouponName(stored: "SPRING26"))
        case .birthday: .birthday(daysBefore: random.int(Trigger.daysBefore))
        case .detailDate: .detailDate(detail(), daysBefore: random.int(Trigger.daysBefore))
        case .externalEvent: .externalEvent(type: random.chance(0.5) ? nil : text())
        case .pageVisited: .pageVisited(containing: random.chance(0.3) ? "" : text())
        case .emailOpened: .emailOpened(email: random.chance(0.5) ? nil : text())
        case .linkClicked: .linkClicked(containing: random.chance(0.3) ? "" : text())
        case .formSubmitted: .formSubmitted(form: random.chance(0.5) ? nil : text())
        }
    }

    mutating func span(of unit: Span.Unit? = nil) -> Span {
        Span(random.pick([0, 1, 2, 30, 1_000]), unit ?? random.pick(Span.Unit.allCases))
    }

    private mutating func delayed() -> [DelayedAction] {
        (0..<random.int(0...4)).map { _ in DelayedAction(action(), after: random.chance(0.6) ? span() : nil) }
    }

    private mutating func match() -> DetailMatch {
        let text = random.pick(Self.texts + ["", " edge "])
        return switch random.int(0...4) {
        case 0: .exists
        case 1: .isOneOf([text])
        case 2: .isOneOf([text, "b"])
        case 3: .contains(text)
        default:
            .range(
                ValueRange(
                    lower: random.chance(0.7)
                        ? .init(random.pick([-1.5, 0.1, 1e-7]), isIncluded: random.chance(0.5)) : nil,
                    upper: .init(random.pick([43, 1e20, 123_456_789.123]), isIncluded: random.chance(0.5))
                )
            )
        }
    }

    private mutating func some<Choice: Hashable>(_ choices: [Choice]) -> Set<Choice> {
        Set((0..<random.int(0...3)).map { _ in random.pick(choices) })
    }

    private mutating func next(_ ids: [NodeID]) -> NodeID? { random.chance(0.7) ? random.pick(ids) : nil }

    private mutating func time() -> TimeOfDay { TimeOfDay(hour: random.int(0...23), minute: random.int(0...59)) }

    private mutating func detail() -> DetailName {
        DetailName(stored: random.pick(["city", "shoe size", "Łódź", "null", "1", "a.b"]))
    }

    private func tag(_ text: String) -> TagName { TagName(stored: text) }

    private mutating func text() -> String { random.pick(Self.texts) }
}
