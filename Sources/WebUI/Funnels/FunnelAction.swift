import Contacts

/// The small forms of a board, each with an address of its own.
enum FunnelAction: String, CaseIterable, Sendable {
    case rename
    case addStage = "add-stage"
    case renameStage = "rename-stage"
    case moveEarlier = "move-earlier"
    case moveLater = "move-later"
    case deleteStage = "delete-stage"

    /// What the board says afterwards.
    var done: String {
        switch self {
        case .rename: "Saved."
        case .addStage: "Stage added."
        case .renameStage: "Stage renamed."
        case .moveEarlier, .moveLater: "The order is changed."
        case .deleteStage: "Stage deleted."
        }
    }

    /// Does what the form asks for.
    ///
    /// - Throws: `FunnelError` when it is refused.
    func carryOut(_ fields: FormFields, on funnel: Funnel, _ store: FunnelStore) async throws {
        let stage = StageID(Int64(fields["stage"]) ?? 0)
        switch self {
        case .rename: try await store.rename(funnel.id, to: fields["name"], group: fields["group"])
        case .addStage: try await store.addStage(fields["name"], to: funnel.id)
        case .renameStage: try await store.renameStage(stage, of: funnel.id, to: fields["name"])
        case .moveEarlier: try await store.reorder(Self.order(of: funnel, moving: stage, by: -1), of: funnel.id)
        case .moveLater: try await store.reorder(Self.order(of: funnel, moving: stage, by: 1), of: funnel.id)
        case .deleteStage: try await store.deleteStage(stage, of: funnel.id)
        }
    }

    private static func order(of funnel: Funnel, moving stage: StageID, by distance: Int) throws -> [StageID] {
        var order = funnel.stages.map(\.id)
        guard let index = order.firstIndex(of: stage) else {
            throw FunnelError.unknownStage("\(stage.number)", funnel: funnel.name)
        }
        if order.indices.contains(index + distance) { order.swapAt(index, index + distance) }
        return order
    }
}
