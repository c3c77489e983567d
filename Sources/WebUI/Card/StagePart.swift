import Contacts

/// The stages of a contact, as its card shows them.
struct StagePart: Sendable {
    struct Row: Sendable {
        let funnelNumber: String
        let funnelName: String
        let funnelAddress: String
        let stageName: String
        let worth: String?
        let worthValue: String
        let since: Moment
    }

    let rows: [Row]
    /// The fields of the form that moves the contact; empty where nobody may, or there is no funnel.
    let fields: [FormField]
    let mayMove: Bool
    let mayEdit: Bool

    /// Describes the stages.
    ///
    /// - Parameters:
    ///   - stages: Where the contact is.
    ///   - funnels: Every funnel.
    ///   - mayEdit: Whether whoever looks may move the contact.
    ///   - clock: Writes times.
    init(_ stages: [ContactStage], funnels: [Funnel], mayEdit: Bool, clock: WorkspaceClock) {
        rows = stages.compactMap { place in
            guard let funnel = funnels.first(where: { $0.id == place.funnel }), let stage = funnel.stage(place.stage)
            else { return nil }
            return Row(
                funnelNumber: "\(funnel.id.number)",
                funnelName: funnel.name,
                funnelAddress: FunnelPages.path(of: funnel),
                stageName: stage.name,
                worth: place.value?.grouped,
                worthValue: place.value.map { "\($0)" } ?? "",
                since: clock.moment(place.since)
            )
        }
        self.mayEdit = mayEdit
        mayMove = mayEdit && !funnels.isEmpty
        let places = funnels.flatMap { funnel in
            funnel.stages.map {
                (word: "\(funnel.id.number).\($0.id.number)", caption: "\(funnel.name): \($0.name)")
            }
        }
        fields = mayMove ? [FormField("place", "Stage", .searchedChoice([("", "choose")] + places))] : []
    }
}
