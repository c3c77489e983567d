/// How the journal names a facet: a fixed number, and for tags, details, funnels, coupons,
/// automations and documents the number of that.
struct FacetCode: Hashable {
    let code: Int64
    let reference: Int64?

    private static let firstField: Int64 = 100

    /// The codes of what nobody but the one who did it may learn of: private notes and documents.
    static let ofPrivate: [Int64] = [13, 19]

    init(_ facet: Facet, in catalogue: Catalogue) throws {
        switch facet {
        case .existence: (code, reference) = (1, nil)
        case .emailStatus: (code, reference) = (2, nil)
        case .invalid: (code, reference) = (3, nil)
        case .mobileStatus: (code, reference) = (4, nil)
        case .monitored: (code, reference) = (5, nil)
        case .state: (code, reference) = (6, nil)
        case .score: (code, reference) = (7, nil)
        case .removed: (code, reference) = (8, nil)
        case .note(let isPrivate): (code, reference) = (isPrivate ? 13 : 9, nil)
        case .tag(let name): (code, reference) = (10, try catalogue.makeID(of: name))
        case .detail(let name): (code, reference) = (11, try catalogue.makeID(of: name))
        case .owners: (code, reference) = (12, nil)
        // The index that the history of a funnel is read by has this number in its condition.
        case .stage(let funnel): (code, reference) = (14, funnel.number)
        case .coupon(let name): (code, reference) = (15, try catalogue.makeID(of: name))
        case .automation(let id): (code, reference) = (16, id.number)
        case .activity(let kind): (code, reference) = (17, kind.rawValue)
        case .document(let id, let isPrivate): (code, reference) = (isPrivate ? 19 : 18, id.number)
        case .evidence: (code, reference) = (20, nil)
        case .field(let field): (code, reference) = (Self.firstField + field.rawValue, nil)
        }
    }

    /// - Throws: `JournalError.unknownFacet` when the journal holds a number that this program does not know.
    static func facet(code: Int64, reference: Int64?, in catalogue: Catalogue) throws -> Facet {
        switch code {
        case 1: return .existence
        case 2: return .emailStatus
        case 3: return .invalid
        case 4: return .mobileStatus
        case 5: return .monitored
        case 6: return .state
        case 7: return .score
        case 8: return .removed
        case 9: return .note(isPrivate: false)
        case 12: return .owners
        case 13: return .note(isPrivate: true)
        case 20: return .evidence
        case 10:
            if let reference, let name = try catalogue.tagName(reference) { return .tag(name) }
        case 11:
            if let reference, let name = try catalogue.detailName(reference) { return .detail(name) }
        case 14:
            if let reference { return .stage(FunnelID(reference)) }
        case 15:
            if let reference, let name = try catalogue.couponName(reference) { return .coupon(name) }
        case 16:
            if let reference { return .automation(AutomationID(reference)) }
        case 17:
            if let kind = reference.flatMap(ActivityKind.init) { return .activity(kind) }
        case 18, 19:
            if let reference { return .document(DocumentID(reference), isPrivate: code == 19) }
        default:
            if let field = ProfileField(rawValue: code - firstField) { return .field(field) }
        }
        throw JournalError.unknownFacet(code: code, reference: reference)
    }
}

/// What can be wrong with stored journal entries.
package enum JournalError: Error, Equatable {
    case unknownFacet(code: Int64, reference: Int64?)
    case corruptValues
}
