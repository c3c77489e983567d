import Contacts

extension PlannedAction: Decodable {
    /// Reads one action of a plan: one name with its settings.
    ///
    /// - Throws: `DecodingError.dataCorrupted` over an `ActionFormatError`.
    package init(from decoder: any Decoder) throws {
        try self.init(ActionNode(decoder), beside: [])
    }

    /// Reads one action that stands beside keys which mean something else.
    package init(_ node: ActionNode, beside others: Set<String>) throws {
        guard let container = try? node.decoder.container(keyedBy: ActionKey.self),
            let key = node.onlyKey(beside: others)
        else { throw node.error(.notOneAction) }
        guard let name = ActionName(rawValue: key) else { throw node.error(.unknownAction(key)) }
        self = try Self.read(name, try container.node(key, of: node))
    }

    private static func read(_ name: ActionName, _ node: ActionNode) throws -> PlannedAction {
        switch name {
        case .emailStatus: return try optOut(node)
        case .invalid:
            return .invalid(ChangeInvalid(try node.word(ChangeInvalid.Mode.allCases.map { ($0.rawValue, $0) })))
        case .mobileStatus:
            return .mobileStatus(
                ChangeMobileStatus(try node.word([("opt-in", .optedIn), ("opt-out", MarketingStatus.optedOut)]))
            )
        case .addTags: return try addTags(node)
        case .deleteTags: return .deleteTags(DeleteTags(try node.tagNames()))
        case .setDetail:
            let settings = try node.object(["name", "value"])
            return .setDetail(
                SetDetail(
                    try settings.node("name", of: node).detailName(),
                    value: try settings.node("value", of: node).text(atMost: SetDetail.maximumLength)
                )
            )
        case .deleteDetail: return .deleteDetail(DeleteDetail(try node.detailName()))
        case .setScore: return .setScore(SetScore(try node.wholeNumber(in: SetScore.range)))
        case .assignOwner:
            let settings = try node.object(["user", "level", "start-workflows"])
            let words = OwnerLevel.allCases.reversed().map { ($0.word, $0) }
            return .assignOwner(
                AssignOwner(
                    try settings.node("user", of: node).text(atMost: EmailAddress.maximumLength),
                    level: try settings.node("level", of: node).word(words),
                    startsWorkflows: try settings.node("start-workflows")?.value("true or false") ?? false
                )
            )
        case .removeOwner: return .removeOwner(RemoveOwner(try node.text(atMost: EmailAddress.maximumLength)))
        case .handOver:
            let settings = try node.object(["from", "to"])
            return .handOver(
                HandOver(
                    from: try settings.node("from", of: node).text(atMost: EmailAddress.maximumLength),
                    to: try settings.node("to", of: node).text(atMost: EmailAddress.maximumLength)
                )
            )
        case .state: return .state(ChangeState(try node.word(ChangeState.offered.map { ($0.word, $0) })))
        case .addToStage:
            let settings = try node.object(["funnel", "stage"])
            return .addToStage(
                AddToStage(
                    funnel: try settings.node("funnel", of: node).text(atMost: Funnel.maximumNameLength),
                    stage: try settings.node("stage", of: node).text(atMost: Stage.nameLengths.upperBound)
                )
            )
        case .removeFromFunnel:
            let settings = try node.object(["funnel", "stage"])
            let stage = try settings.node("stage", of: node).text(atMost: Stage.nameLengths.upperBound)
            return .removeFromFunnel(
                RemoveFromFunnel(
                    funnel: try settings.node("funnel", of: node).text(atMost: Funnel.maximumNameLength),
                    stage: stage == Stage.all ? nil : stage
                )
            )
        case .generateCoupon:
            let settings = try node.object(["name", "length", "valid-days"])
            return .generateCoupon(
                GenerateCoupon(
                    try settings.node("name", of: node).couponName(),
                    length: try settings.node("length")?.wholeNumber(in: GenerateCoupon.lengths)
                        ?? GenerateCoupon.defaultLength,
                    validDays: try settings.node("valid-days")?.wholeNumber(in: GenerateCoupon.validities)
                        ?? GenerateCoupon.defaultValidity
                )
            )
        case .runRule: return .runRule(try runRule(node))
        case .runWorkflow: return .runWorkflow(RunWorkflow(try node.text(atMost: Automation.maximumNameLength)))
        case .generateURLs:
            let settings = try node.object(["url", "private"])
            return .generateURLs(
                GenerateURLs(
                    try settings.node("url", of: node).webAddress(),
                    isPrivate: try settings.node("private")?.value("true or false") ?? false
                )
            )
        case .addNote:
            let settings = try node.object(["text", "private"])
            return .addNote(
                AddNote(
                    try settings.node("text", of: node).text(atMost: NoteDraft.maximumLength),
                    isPrivate: try settings.node("private")?.value("true or false") ?? false
                )
            )
        case .identifyGender: return .identifyGender(try IdentifyGender(node))
        case .deleteContacts:
            let isMeant: Bool = try node.value("true")
            guard isMeant else { throw node.error(.wrongKind("true; to delete nobody, take the action out")) }
            return .deleteContacts(DeleteContacts())
        }
    }

    private static func optOut(_ node: ActionNode) throws -> PlannedAction {
        let word = try node.text()
        guard word != "opt-in" else { throw node.error(.noOptIn) }
        guard word == "opt-out" else { throw node.error(.unknownWord(word, allowed: ["opt-out"])) }
        return .optOut(OptOut())
    }

    /// A name alone stands for the rule with its condition.
    private static func runRule(_ node: ActionNode) throws -> RunRule {
        guard (try? node.text()) == nil else { return RunRule(try node.text(atMost: Automation.maximumNameLength)) }
        let settings = try node.object(["rule", "check-conditions"])
        return RunRule(
            try settings.node("rule", of: node).text(atMost: Automation.maximumNameLength),
            checksConditions: try settings.node("check-conditions")?.value("true or false") ?? true
        )
    }

    private static func addTags(_ node: ActionNode) throws -> PlannedAction {
        let settings = try node.object(["names", "from-details", "prefix", "score"])
        let score = try settings.node("score")?.wholeNumber(in: SetScore.range) ?? 1
        switch (try settings.node("names"), try settings.node("from-details")) {
        case (let names?, nil):
            guard try settings.node("prefix") == nil else { throw node.error(.namesOrDetails) }
            return .addTags(AddTags(try names.tagNames(), score: score))
        case (nil, let details?):
            let prefix = try settings.node("prefix")?.text() ?? ""
            return .addTagsFromDetails(AddTagsFromDetails(try details.detailNames(), prefix: prefix, score: score))
        default: throw node.error(.namesOrDetails)
        }
    }
}
