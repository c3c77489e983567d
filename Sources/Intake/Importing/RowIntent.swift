import Contacts

/// What one row of a file wants one facet to be.
struct RowIntent {
    let facet: Facet
    let value: FacetValue
    /// Whether a value that is there stays.
    let keepsExisting: Bool

    /// What the facet becomes, where that differs from what it is.
    func result(over current: FacetValue) -> FacetValue? {
        if keepsExisting, current != .none { return nil }
        // Who asked not to be monitored is not by what a file says; the card restores it.
        if facet == .monitored, current == MonitoringState.stopped.value { return nil }
        return current == value ? nil : value
    }
}

/// Turns rows into intents by the rules of an import.
struct ImportRules {
    let options: ImportOptions
    let now: Int64
    private let kept: Set<ImportField>

    init(options: ImportOptions, now: Int64) {
        self.options = options
        self.now = now
        kept = Set(options.kept.map(\.filled))
    }

    /// What a row wants of a contact that exists.
    func intents(of row: ParsedRow) -> [RowIntent] {
        var intents: [RowIntent] = []
        func want(_ facet: Facet, _ value: FacetValue, _ field: ImportField?) {
            let isKept = field.map(kept.contains) ?? false
            intents.append(RowIntent(facet: facet, value: value, keepsExisting: isKept))
        }
        for (field, text) in row.fields { want(.field(field), .text(text), ImportField(field)) }
        // What a file withdraws counts even where values are kept.
        if let status = emailStatus(of: row) {
            want(.emailStatus, .integer(status.rawValue), status == .optedOut ? nil : .emailStatus)
        }
        if let isInvalid = invalid(of: row) { want(.invalid, isInvalid ? .yes : .no, isInvalid ? nil : .invalid) }
        if let status = mobileStatus(of: row) {
            want(.mobileStatus, .integer(status.rawValue), status == .optedOut ? nil : .mobileStatus)
        }
        if let isMonitored = row.isMonitored { want(.monitored, isMonitored ? .yes : .no, .monitored) }
        if let state = row.state ?? options.state { want(.state, .integer(state.rawValue), .state) }
        if let score = row.score { want(.score, .integer(score), .score) }
        let keepsDetails = kept.contains(.details)
        for (name, text) in row.details { want(.detail(name), .text(text), keepsDetails ? .details : .detail(name)) }
        for (name, score) in tags(of: row) {
            let tag = FacetValue.tag(score: score, addedAt: now)
            // A tag that is there keeps its date and its score.
            intents.append(RowIntent(facet: .tag(name), value: tag, keepsExisting: true))
        }
        if options.restoresRemoved { want(.removed, .none, nil) }
        return intents
    }

    /// A contact as a row makes it.
    func newContact(_ row: ParsedRow, id: ContactID) -> NewContact {
        NewContact(
            id: id,
            email: row.email,
            fields: row.fields,
            emailStatus: row.emailStatus ?? (options.consent == .optOut ? .optedOut : .optedIn),
            isInvalid: row.isInvalid ?? false,
            mobileStatus: row.mobileStatus ?? options.mobileStatus,
            isMonitored: row.isMonitored ?? false,
            state: row.state ?? options.state ?? .prospect,
            score: row.score ?? 0,
            createdAt: row.createdAt ?? now,
            modifiedAt: now,
            tags: tags(of: row),
            details: row.details,
            owners: options.owner.map { OwnerList(main: $0, since: now) } ?? OwnerList(),
            evidence: Evidence(line: Int64(row.line))
        )
    }

    private func tags(of row: ParsedRow) -> [TagName: Int64] {
        options.tags.merging(row.tags.mapValues { $0 ?? 1 }) { _, fromRow in fromRow }
    }

    /// An opt-out in the file always counts; an opt-in of somebody who is there only when the import may overwrite.
    private func emailStatus(of row: ParsedRow) -> MarketingStatus? {
        if row.emailStatus == .optedOut { return .optedOut }
        return options.consent == .overwrite && !row.keepsOptOut ? .optedIn : nil
    }

    private func invalid(of row: ParsedRow) -> Bool? {
        if row.isInvalid == true { return true }
        return options.consent == .overwrite && !row.keepsInvalid ? false : nil
    }

    private func mobileStatus(of row: ParsedRow) -> MarketingStatus? {
        if row.mobileStatus == .optedOut { return .optedOut }
        return options.consent == .overwrite ? row.mobileStatus : nil
    }
}
