import Actions
import Bitmaps
import Contacts
import Executions
import Messaging
import Selections
import Storage

/// What moving contacts along one version of an automation needs, inside one transaction.
final class Surroundings {
    let connection: any Connection
    let door: Door
    let automation: Automation
    let version: Int64
    let actor: Actor
    let now: Int64
    let waits: WaitTimes
    let check: ConditionCheck
    private var contexts: [PlannedAction: ActionContext] = [:]

    init(
        _ connection: any Connection,
        door: Door,
        automation: Automation,
        version: Int64,
        actor: Actor,
        waits: WaitTimes
    ) {
        self.connection = connection
        self.door = door
        self.automation = automation
        self.version = version
        self.actor = actor
        self.waits = waits
        now = door.now
        check = ConditionCheck(connection, now: door.now, reach: actor.reach)
    }

    /// Carries an action out.
    ///
    /// - Parameters:
    ///   - action: What to do.
    ///   - node: Where it stands.
    ///   - contacts: With whom.
    ///   - depth: How many launches without a wait led there.
    /// - Returns: Who goes on, and for whom it failed.
    /// - Throws: What stands in the way for all of them.
    func perform(
        _ action: AutomationAction,
        at node: NodeID,
        for contacts: Bitmap,
        depth: Int64
    ) throws -> (contacts: Bitmap, failed: [String: Bitmap]) {
        let cause = automation.cause(actor: actor, depth: depth)
        switch action {
        case .planned(.generateCoupon(let coupon)):
            let done = try CouponGiving(self).give(coupon, to: try editable(contacts), cause: cause)
            let failed = done.failed.values.reduce(into: Bitmap()) { $0.formUnion($1) }
            return (contacts.subtracting(failed), done.failed)
        case .planned(let planned) where planned.automationName != nil && depth >= LoopGuard.maximumDepth:
            return ([], [LoopGuard.message: contacts])
        case .planned(let planned):
            try commit(planned.action, planned.right, for: contacts, try context(for: planned, depth), cause)
        case .optIn: try commit(OptIn(), .edit, for: contacts, ActionContext(now: now, actor: actor), cause)
        case .addScore(let points):
            try commit(AddScore(points), .edit, for: contacts, ActionContext(now: now, actor: actor), cause)
        case .webhook:
            let told = try editable(contacts)
            try WebhookRows(connection).insert(told, of: automation.id, version: version, node: node, at: now)
        case .send(let step): try send(step, to: try editable(contacts), cause)
        }
        return (contacts, [:])
    }

    /// Carries out what an action makes of contacts; whoever the actor may not act on is left as they are.
    func commit(
        _ action: any Action,
        _ right: ContactRight,
        for contacts: Bitmap,
        _ context: ActionContext,
        _ cause: Cause
    ) throws {
        let effect = try action.effect(on: contacts.numbers, needing: right, reading: door.facets, in: context)
        try door.write(ChangeSet(changes: effect.changes), cause: cause)
    }

    /// Whether a message may leave is found out when it does; until then it waits in the outbox.
    private func send(_ step: MessageStep, to contacts: Bitmap, _ cause: Cause) throws {
        guard let template = try TemplateReader(connection).template(step.channel, named: step.template) else {
            throw TemplateError.unknown(step.template)
        }
        let order = MessageOrder(template.id, step.channel, language: step.language, cause: cause)
        try Outbox(connection).add(order, for: contacts, at: now)
    }

    /// Those of the contacts on whom the actor may act; they may have got other owners since they came in.
    private func editable(_ contacts: Bitmap) throws -> Bitmap {
        guard actor.reach != .everybody else { return contacts }
        let numbers = contacts.numbers
        return Bitmap(
            zip(numbers, try door.facets.values(of: .owners, for: numbers)).compactMap { number, value in
                guard case .owners(let owners) = value, actor.may(.edit, owners) else { return nil }
                return number
            }
        )
    }

    private func context(for planned: PlannedAction, _ depth: Int64) throws -> ActionContext {
        if let known = contexts[planned] { return known }
        let context = try ActionContext(
            for: ActionList([planned]),
            actor: actor,
            now: now,
            connection,
            holdingUsers: true,
            depth: depth + 1
        )
        contexts[planned] = context
        return context
    }
}
