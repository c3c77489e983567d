import Actions
import Automations
import Contacts
import Selections

/// The engine in the plainest form: one contact after the other, with dictionaries.
struct ModelEngine {
    var contacts: [UInt32: ModelContact]
    var automations: [AutomationID: Automation] = [:]
    var graphs: [AutomationID: [Int64: Graph]] = [:]
    private(set) var passed: [AutomationID: [NodeID: [Way: Int]]] = [:]
    private var commits = 0

    init(_ contacts: [UInt32: ModelContact]) {
        self.contacts = contacts
    }

    /// A change from outside.
    mutating func change(_ number: UInt32, _ changes: [ModelChange], cause: Cause.Kind, at now: Int64) {
        guard var contact = contacts[number] else { return }
        commits += 1
        let real = changes.filter { contact.apply($0) }
        contact.commits.append(ModelCommit(number: commits, at: now, cause: cause, depth: 0, changes: real))
        contacts[number] = contact
    }

    /// A launch, by an event or by somebody.
    mutating func launch(
        _ id: AutomationID,
        for number: UInt32,
        at now: Int64,
        depth: Int64 = 0,
        respectingLimits: Bool = true,
        ignoringConditions: Bool = false
    ) {
        guard let automation = automations[id], let version = automation.version, automation.state == .active else {
            return
        }
        let passage = contacts[number]?.passages[id]
        guard passage?.place == nil else { return }
        if respectingLimits, let passage {
            if let maximum = automation.limits.maximum, passage.launches >= maximum { return }
            if now - passage.launchedAt < automation.limits.interval { return }
        }
        let flags: Place.Flags = ignoringConditions ? .ignoresConditions : []
        let place = Place(version: version, node: 0, since: now, dueAt: now, depth: depth, flags: flags)
        move(number, in: id, Passage(launches: (passage?.launches ?? 0) + 1, launchedAt: now, place: place))
    }

    /// Works until nothing is left to do.
    mutating func work(at now: Int64) throws {
        for number in contacts.keys.sorted() {
            var last = AutomationID(0)
            while true {
                follow(number, at: now)
                let due = automations.values.filter { automation in
                    let dueAt = contacts[number]?.passages[automation.id]?.place?.dueAt
                    return automation.state == .active && dueAt.map { $0 <= now } ?? false
                }.map(\.id).sorted()
                guard let next = due.first(where: { $0 > last }) ?? due.first else { break }
                last = next
                try walk(number, in: next, at: now)
            }
        }
    }

    private mutating func move(_ number: UInt32, in id: AutomationID, _ passage: Passage) {
        commits += 1
        contacts[number]?.passages[id] = passage
        contacts[number]?.movedBy[id] = commits
    }

    private mutating func follow(_ number: UInt32, at now: Int64) {
        for commit in contacts[number]?.commits ?? [] {
            for automation in automations.values.sorted(by: { $0.id < $1.id }) where automation.state == .active {
                awaken(number, in: automation.id, by: commit, at: now)
                let events = automation.version.flatMap { graphs[automation.id]?[$0] }?.events ?? []
                if commit.isWhatIsWaitedFor(events), commit.depth <= 20 {
                    launch(automation.id, for: number, at: now, depth: commit.depth)
                }
            }
        }
        contacts[number]?.commits = []
    }

    private mutating func awaken(_ number: UInt32, in id: AutomationID, by commit: ModelCommit, at now: Int64) {
        guard var passage = contacts[number]?.passages[id], var place = passage.place,
            place.flags.isDisjoint(with: [.failed, .eventHappened]), commit.at <= place.dueAt ?? .max,
            case .waitForEvent(let wait)? = graphs[id]?[place.version]?.node(place.node)?.step,
            commit.isWhatIsWaitedFor(wait.events), (contacts[number]?.movedBy[id] ?? 0) < commit.number
        else { return }
        place.depth = max(place.depth, commit.depth)
        place.flags.insert(commit.depth > 20 ? .failed : .eventHappened)
        place.dueAt = commit.depth > 20 ? nil : now
        passage.place = place
        move(number, in: id, passage)
    }

    private mutating func walk(_ number: UInt32, in id: AutomationID, at now: Int64) throws {
        guard var passage = contacts[number]?.passages[id], let start = passage.place,
            let graph = graphs[id]?[start.version]
        else { return }
        var changes: [ModelChange] = []
        var here = NodeID(0)
        var next: NodeID?
        func leave(_ node: NodeID, _ way: Way, _ passed: inout [AutomationID: [NodeID: [Way: Int]]]) {
            passed[id, default: [:]][node, default: [:]][way, default: 0] += 1
        }
        here = start.node
        switch graph.node(here)?.step {
        case .wait(_, let after): (next, _) = (after, leave(here, .onward, &passed))
        case .waitForEvent(let wait):
            let happened = start.flags.contains(.eventHappened)
            next = happened ? wait.next : wait.otherwise
            leave(here, happened ? .onward : .otherwise, &passed)
        default: (next, _) = (graph.entry, leave(here, .onward, &passed))
        }
        var rest: Int64??
        walking: while let id = next, let node = graph.node(id) {
            here = id
            switch node.step {
            case .stop:
                leave(here, .onward, &passed)
                next = nil
            case .action(let action, let after):
                changes += perform(action, on: number)
                leave(here, .onward, &passed)
                next = after
            case .condition(let condition):
                guard let contact = contacts[number] else { return }
                let index = try condition.paths.firstIndex {
                    try start.flags.contains(.ignoresConditions) || ModelCondition.holds($0.criterion, for: contact)
                }
                leave(here, index.map { .path($0 + 1) } ?? .otherwise, &passed)
                next = index.map { condition.paths[$0].next } ?? condition.otherwise
            case .wait(let wait, let after):
                let end = Self.end(of: wait, from: now)
                guard end <= now else {
                    rest = .some(end)
                    break walking
                }
                leave(here, .onward, &passed)
                next = after
            case .waitForEvent(let wait):
                rest = .some(wait.timeout.map { Self.end(of: .span($0), from: now) })
                break walking
            }
        }
        passage.place = rest.map { dueAt in
            Place(
                version: start.version,
                node: here,
                since: now,
                dueAt: dueAt,
                depth: dueAt.map { $0 - now < 60_000 } ?? false ? start.depth : 0,
                flags: start.flags.intersection(.ignoresConditions)
            )
        }
        move(number, in: id, passage)
        if !changes.isEmpty {
            contacts[number]?.commits
                .append(
                    ModelCommit(number: commits, at: now, cause: .workflow, depth: start.depth + 1, changes: changes)
                )
        }
    }

    private mutating func perform(_ action: AutomationAction, on number: UInt32) -> [ModelChange] {
        guard var contact = contacts[number] else { return [] }
        defer { contacts[number] = contact }
        let wanted: [ModelChange] =
            switch action {
            case .planned(.addTags(let action)): action.names.map { .addTag($0.text) }
            case .planned(.deleteTags(let action)): action.names.map { .deleteTag($0.text) }
            case .planned(.state(let action)): [.state(action.state)]
            case .addScore(let points): [.score(from: contact.score, to: contact.score + points)]
            default: []
            }
        return wanted.filter { contact.apply($0) }
    }

    /// In a zone whose days have 24 hours each.
    private static func end(of wait: Wait, from now: Int64) -> Int64 {
        guard case .span(let span) = wait else { return now }
        let minutes: Int64 =
            switch span.unit {
            case .minute: 1
            case .hour: 60
            case .day: 1_440
            case .week: 10_080
            case .month: 0
            }
        return now + Int64(span.count) * minutes * 60_000
    }
}
