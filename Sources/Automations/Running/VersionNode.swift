import Contacts

/// A node of one version; the same node may do something else in another one.
struct VersionNode: Hashable {
    let version: Int64
    let node: NodeID
}
