package import Contacts

extension Actor {
    /// Somebody without a user who sees the whole base.
    package static func named(_ name: String) -> Actor {
        Actor(name: name, user: nil, reach: .everybody)
    }
}
