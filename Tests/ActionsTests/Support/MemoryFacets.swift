import Actions
import Bitmaps
import Contacts

/// Facets in a dictionary: what actions read where no database is needed.
final class MemoryFacets: FacetReader {
    private(set) var contacts: [UInt32: [Facet: FacetValue]]

    init(_ contacts: [UInt32: [Facet: FacetValue]]) {
        self.contacts = contacts
    }

    /// Contacts that hold nothing but the given values of one facet.
    convenience init(_ facet: Facet, _ values: [UInt32: FacetValue]) {
        self.init(values.mapValues { [facet: $0] })
    }

    func values(of facet: Facet, for numbers: [UInt32]) throws -> [FacetValue] {
        numbers.map { number in
            let nothing = facet == .owners ? FacetValue.owners(OwnerList()) : .none
            guard let contact = contacts[number] else { return nothing }
            return facet == .existence ? .yes : contact[facet] ?? nothing
        }
    }

    func existing(_ numbers: [UInt32]) throws -> [UInt32] {
        numbers.filter { contacts[$0] != nil }
    }

    /// Carries changes out, as the door would.
    func apply(_ changes: [Change]) {
        for change in changes {
            for (rank, number) in change.contacts.numbers.enumerated() {
                if change.facet == .existence {
                    contacts[number] = nil
                } else if case .newCoupon(let draft) = change.new[rank] {
                    let times = CouponTimes(createdAt: context.now, expiresAt: draft.expiresAt)
                    contacts[number]?[change.facet] = .coupon(times)
                } else if !change.facet.isList {
                    contacts[number]?[change.facet] = change.new[rank]
                }
            }
        }
    }
}
