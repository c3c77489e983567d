import Contacts
import Foundation

/// What a contact did, as its card shows it.
struct ActivityItem: Sendable {
    let kindLabel: String
    let about: String
    let worthText: String?
    let descriptionText: String?
    let happened: Moment

    init(_ activity: Activity, _ clock: WorkspaceClock) {
        kindLabel = activity.kind.label
        about = activity.subject
        worthText = activity.value.map(Self.words)
        descriptionText = activity.description
        happened = clock.moment(activity.at)
    }

    /// The number with narrow spaces between groups of three digits, and two digits behind the point where it is not whole.
    static func words(_ value: Double) -> String {
        let isWhole = (value * 100).rounded().truncatingRemainder(dividingBy: 100) == 0
        return value.formatted(.number.precision(.fractionLength(isWhole ? 0 : 2)).locale(Locale(identifier: "en_US")))
            .replacing(",", with: "\u{202F}").replacing("-", with: "−")
    }
}
