/// A way on which contacts get marketing messages, each with a consent of its own.
package enum MarketingChannel: String, Hashable, Sendable, CaseIterable {
    case email
    case mobile

    /// Where a contact keeps the consent.
    package var facet: Facet { self == .email ? .emailStatus : .mobileStatus }
}

extension Contact {
    /// Whether the contact agreed to marketing on a channel.
    package func status(on channel: MarketingChannel) -> MarketingStatus {
        channel == .email ? emailStatus : mobileStatus
    }
}
