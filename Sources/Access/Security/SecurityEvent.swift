/// An event that the operator of an installation wants to know of.
///
/// This is the one list of them.
///
/// An event names users, keys, roles and settings. It never holds a password, a token, a code or data of a contact.
package enum SecurityEvent: Sendable, Hashable {
    /// Why somebody could not sign in; the user is `nil` when there is no such user.
    package enum Refusal: String, Sendable {
        case password
        case code
        case throttled
    }

    case signedIn(user: String)
    /// The password was right, and the code of the second factor is still to come.
    case codeAsked(user: String)
    case signInRefused(user: String?, Refusal)
    case signedOut(user: String)
    case sessionsEnded(user: String)

    case passwordChanged(user: String)
    /// Somebody could not give the present password that a change needs.
    case confirmationRefused(user: String, Refusal)
    /// An administrator made a link with which the user chooses a password.
    case passwordLinkMade(user: String)
    /// A link was asked for by "Forgotten password"; the user is `nil` when there is no such user.
    case passwordLinkRequested(user: String?)
    case passwordLinkRefused

    case secondFactorAdded(user: String)
    case secondFactorRemoved(user: String)
    case recoveryCodesRenewed(user: String)
    case recoveryCodeUsed(user: String, left: Int)

    case userAdded(user: String, role: Role)
    case userChanged(user: String, role: Role)
    case userDisabled(user: String)
    case userEnabled(user: String)

    case keyMade(id: Int64, user: String, kind: APIKey.Kind)
    case keyRevoked(id: Int64)
    /// A request to an API brought no key, or none that works.
    case keyRefused

    case settingChanged(name: String)

    /// A page, a command or an API refused somebody who lacks a permission.
    case forbidden(what: String, permission: Permission?)
    /// Another site made a browser send a change.
    case crossSiteRefused(what: String)
}

extension SecurityEvent {
    /// The name of the event, which stays the same from version to version.
    package var name: String {
        switch self {
        case .signedIn: "sign-in"
        case .codeAsked: "sign-in-code-asked"
        case .signInRefused: "sign-in-refused"
        case .signedOut: "sign-out"
        case .sessionsEnded: "sessions-ended"
        case .passwordChanged: "password-changed"
        case .confirmationRefused: "confirmation-refused"
        case .passwordLinkMade: "password-link-made"
        case .passwordLinkRequested: "password-link-requested"
        case .passwordLinkRefused: "password-link-refused"
        case .secondFactorAdded: "second-factor-added"
        case .secondFactorRemoved: "second-factor-removed"
        case .recoveryCodesRenewed: "recovery-codes-renewed"
        case .recoveryCodeUsed: "recovery-code-used"
        case .userAdded: "user-added"
        case .userChanged: "user-changed"
        case .userDisabled: "user-disabled"
        case .userEnabled: "user-enabled"
        case .keyMade: "key-made"
        case .keyRevoked: "key-revoked"
        case .keyRefused: "key-refused"
        case .settingChanged: "setting-changed"
        case .forbidden: "forbidden"
        case .crossSiteRefused: "cross-site-refused"
        }
    }

    /// Whether it is a refusal, which a line of the log shows as a warning.
    package var isRefusal: Bool {
        switch self {
        case .signInRefused, .confirmationRefused, .passwordLinkRefused, .keyRefused, .forbidden, .crossSiteRefused:
            true
        default: false
        }
    }

    /// What else is known of the event.
    package var details: [String: String] {
        switch self {
        case .signedIn(let user), .codeAsked(let user), .signedOut(let user), .sessionsEnded(let user),
            .passwordChanged(let user), .passwordLinkMade(let user), .secondFactorAdded(let user),
            .secondFactorRemoved(let user), .recoveryCodesRenewed(let user), .userDisabled(let user),
            .userEnabled(let user):
            ["user": user]
        case .signInRefused(let user, let reason): ["user": user ?? Self.unknown, "reason": reason.rawValue]
        case .confirmationRefused(let user, let reason): ["user": user, "reason": reason.rawValue]
        case .passwordLinkRequested(let user): ["user": user ?? Self.unknown]
        case .recoveryCodeUsed(let user, let left): ["user": user, "left": "\(left)"]
        case .userAdded(let user, let role), .userChanged(let user, let role): ["user": user, "role": role.rawValue]
        case .keyMade(let id, let user, let kind): ["key": "\(id)", "user": user, "kind": kind.rawValue]
        case .keyRevoked(let id): ["key": "\(id)"]
        case .settingChanged(let name): ["setting": name]
        case .forbidden(let what, let permission):
            ["what": what].merging(permission.map { ["permission": $0.rawValue] } ?? [:]) { first, _ in first }
        case .crossSiteRefused(let what): ["what": what]
        case .keyRefused, .passwordLinkRefused: [:]
        }
    }

    /// What stands for a user who does not exist; what was typed may be a password in the wrong field.
    private static let unknown = "unknown"
}
