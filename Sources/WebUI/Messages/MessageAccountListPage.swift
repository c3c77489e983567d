import Mail
import Messaging

/// Every account.
struct MessageAccountListPage: PageModel {
    static let template = "message-accounts"

    struct Row: Sendable {
        let address: String
        let accountName: String
        let channelLabel: String
        let place: String
        let isDefault: Bool
        let trouble: String?
    }

    struct Kind: Sendable {
        let kindLabel: String
        let kindAddress: String
        let isOpen: Bool
    }

    let tabs = MessageTabs(.accounts)
    let rows: [Row]
    let kinds: [Kind]
    let kindWord: String
    let fields: [FormField]
    let refusal: String?

    var title: String { "Accounts" }
    var area: Area? { .messages }

    init(_ accounts: [MessageAccount], form: MessageAccountForm, problem: AccountError?) {
        rows = accounts.map {
            Row(
                address: "/messages/accounts/\($0.id.number)",
                accountName: $0.name,
                channelLabel: $0.settings.channel.label,
                place: $0.settings.place,
                isDefault: $0.isDefault,
                trouble: $0.problem
            )
        }
        kinds = MessageAccountForm.Kind.allCases.map {
            Kind(
                kindLabel: $0.label,
                kindAddress: "/messages/accounts?kind=\($0.rawValue)#new-heading",
                isOpen: $0 == form.kind
            )
        }
        kindWord = form.kind.rawValue
        fields = form.fields
        refusal = problem?.message.asSentence
    }
}

/// One account.
struct MessageAccountPage: PageModel {
    static let template = "message-account"

    let heading: String
    let address: String
    let isDefault: Bool
    let trouble: String?
    let fields: [FormField]
    let refusal: String?

    var title: String { heading }
    var area: Area? { .messages }

    init(_ account: MessageAccount, _ form: MessageAccountForm, problem: AccountError? = nil) {
        heading = account.name
        address = "/messages/accounts/\(account.id.number)"
        isDefault = account.isDefault
        trouble = account.problem
        fields = form.fields
        refusal = problem?.message.asSentence
    }
}

extension AccountSettings {
    /// Where it leads to, without anything secret.
    fileprivate var place: String {
        switch self {
        case .email(let settings): "\(settings.fromAddress) through \(settings.server.host):\(settings.server.port)"
        case .http(let settings): settings.url
        case .file(let settings): settings.path
        }
    }
}
