/// The numbers of the locks that `Connection.lock` takes, in one place, so that no two things share one by accident.
///
/// Below them lie the locks of the contacts: the numbers of their buckets.
package enum LockKey {
    /// Bringing the schema up to date.
    package static let schema: Int64 = 1 << 40
    /// Saving, changing and deleting segments.
    package static let segments = schema + 1
    /// Users, their links, and who may do what.
    package static let users = schema + 2
    /// Funnels and their stages.
    package static let funnels = schema + 3
    /// Rules and workflows and their versions.
    package static let automations = schema + 4
    /// Following the journal to see what starts automation.
    package static let automationJournal = schema + 5
    /// Forms and their versions.
    package static let forms = schema + 6

    /// Encrypting secrets, so that the key does not change meanwhile.
    package static let secrets = schema + 12

    /// Looking at what pages told of visits.
    package static let hits = schema + 16

    /// Writing codes under a name of coupons.
    package static func coupons(ofName name: Int64) -> Int64 { 1 << 41 + name }
}
