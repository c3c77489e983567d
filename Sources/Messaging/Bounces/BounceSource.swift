/// Through what a report came in.
package enum BounceSource: Sendable, Hashable {
    /// A folder of mail, by its name.
    case folder(String)
    /// A mail server that starts this program.
    case pipe
    /// A mail server or provider that calls a web address.
    case hook
    /// A provider that calls a web address with its own kind of notification.
    case provider(BounceProvider)

    /// What people call it.
    package var words: String {
        switch self {
        case .folder(let name): "folder “\(name)”"
        case .pipe: "mail server’s pipe"
        case .hook: "web address for reports"
        case .provider(let provider): "web address for \(provider.name)"
        }
    }
}
