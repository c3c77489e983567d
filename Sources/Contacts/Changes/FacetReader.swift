/// Reads what facets hold at present.
package protocol FacetReader: AnyObject {
    /// The values of one facet for contacts in ascending order of their numbers, in the same order.
    func values(of facet: Facet, for numbers: [UInt32]) throws -> [FacetValue]

    /// The contacts, of those given in ascending order, that exist.
    func existing(_ numbers: [UInt32]) throws -> [UInt32]
}
