import Access
import Contacts

/// A contact's dot and letter, each with its meaning in words, and with since when and why as far as that is known.
struct StatusMark: Sendable {
    let dotClass: String
    let statusLabel: String
    let statusOrigin: OriginWords?
    /// The label, with since when and why.
    let statusTitle: String
    let letter: String
    let letterLabel: String
    let letterOrigin: OriginWords?
    let letterTitle: String

    /// Describes a mark.
    ///
    /// - Parameters:
    ///   - contact: Whose.
    ///   - origins: Since when the contact has it.
    ///   - reader: Who reads it.
    ///   - automations: The rules and workflows of which the reader may know.
    ///   - clock: Writes times.
    init(
        _ contact: Contact,
        origins: ContactOrigins?,
        for reader: User,
        automations: [Automation],
        _ clock: WorkspaceClock
    ) {
        func words(_ origin: StatusOrigin?) -> OriginWords? {
            origin.map { OriginWords($0, for: reader, automations: automations, clock) }
        }
        dotClass = contact.status.dotClass
        statusLabel = contact.status.label
        statusOrigin = words(origins?.status)
        statusTitle = Self.title(statusLabel, statusOrigin)
        letter = contact.isMonitored ? "M" : "N"
        letterLabel = contact.monitoring.label
        letterOrigin = words(origins?.monitoring)
        letterTitle = Self.title(letterLabel, letterOrigin)
    }

    private static func title(_ label: String, _ origin: OriginWords?) -> String {
        origin.map { "\(label) since \($0.since.text), \($0.cause.text)" } ?? label
    }
}

/// Since when something is as it is, and through what.
struct OriginWords: Sendable {
    let since: Moment
    let cause: CauseWords

    init(_ origin: StatusOrigin, for reader: User, automations: [Automation], _ clock: WorkspaceClock) {
        since = clock.moment(origin.at)
        cause = CauseWords(origin.cause, for: reader, automations: automations)
    }
}

extension ContactStatus {
    /// The class of the style sheet that draws the dot.
    var dotClass: String { "dot-\(rawValue)" }
}
